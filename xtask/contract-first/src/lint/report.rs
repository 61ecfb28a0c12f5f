use serde_json::Value;

use crate::checked_contract::CheckedContract;
use crate::diagnostic::{Diagnostic, Level};
use crate::effective::Places;
use crate::target_kind::TargetKind;
use crate::{checked_contract, validity};

/// The lint report of a document, for some targets.
#[derive(Clone, Debug, Default)]
pub struct LintReport {
    /// Why it cannot be generated; nothing when it can.
    pub refused: Vec<Diagnostic>,
    /// The notes.
    pub notes: Vec<Diagnostic>,
}

/// Whether the effective document is valid OpenAPI, and what some targets do with it.
pub fn lint(effective: &Value, targets: &[TargetKind]) -> LintReport {
    lint_and_check(effective, targets).0
}

/// As [`lint`], with the checked contract of a valid document.
pub fn lint_and_check(
    effective: &Value,
    targets: &[TargetKind],
) -> (LintReport, Option<CheckedContract>) {
    let invalid = validity::findings(effective);
    // The reader may rely on a valid document.
    if !invalid.is_empty() {
        return (LintReport::of(invalid, targets), None);
    }
    let contract = checked_contract::read_and_check(effective);
    let report = LintReport::of(contract.diagnostics.clone(), targets);
    (report, Some(contract))
}

impl LintReport {
    /// Adds where everything is written.
    #[must_use]
    pub fn located(self, places: &Places) -> Self {
        Self {
            refused: places.locate(self.refused),
            notes: places.locate(self.notes),
        }
    }

    /// What comes of diagnostics in some targets.
    pub fn of(diagnostics: Vec<Diagnostic>, targets: &[TargetKind]) -> Self {
        let mut report = Self::default();
        for diagnostic in diagnostics {
            match diagnostic.worst(targets) {
                Level::Supported => {}
                Level::Noted => report.notes.push(diagnostic),
                Level::Refused => report.refused.push(diagnostic),
            }
        }
        report
    }
}
