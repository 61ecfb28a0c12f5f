use serde_json::Value;

use super::finding::{Finding, Severity};
use crate::lowering::Lowered;
use crate::lowering::client::Tongue;
use crate::{lowering, validity};

/// What the lint says of a document.
#[derive(Default)]
pub struct Judged {
    /// Why it cannot be generated; nothing when it can.
    pub refused: Vec<Finding>,
    /// What is left out, or worth knowing.
    pub notes: Vec<Finding>,
}

/// Everything in the effective document that the lowering does not carry over as it is.
pub fn lint(effective: &Value) -> Vec<Finding> {
    lowering::lower(effective).findings
}

/// Both kinds of lint, for some targets (`None` is the server's stub): valid OpenAPI, and what the pipeline can do right.
pub fn judged(effective: &Value, targets: &[Option<Tongue>]) -> Judged {
    judged_and_lowered(effective, targets).0
}

/// As [`judged`], with what a valid document is lowered to.
pub fn judged_and_lowered(
    effective: &Value,
    targets: &[Option<Tongue>],
) -> (Judged, Option<Lowered>) {
    let invalid = validity::findings(effective);
    // The capability lint may rely on a valid document.
    if !invalid.is_empty() {
        return (Judged::of(invalid, targets), None);
    }
    let lowered = lowering::lower(effective);
    let judged = Judged::of(lowered.findings.clone(), targets);
    (judged, Some(lowered))
}

impl Judged {
    /// What findings are to some targets.
    pub fn of(findings: Vec<Finding>, targets: &[Option<Tongue>]) -> Self {
        let concerning = |finding: &Finding| {
            let mut targets = targets.iter();
            targets.any(|target| finding.concern.includes(*target))
        };
        let concerning = findings.into_iter().filter(concerning);
        let (refused, notes) =
            concerning.partition(|finding| finding.severity == Severity::Refused);
        Self { refused, notes }
    }
}
