use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::choice::Part;
use crate::lint::Finding;
use crate::lowering::Refused;

/// What came of one document.
pub struct Outcome {
    /// Its path in the directory.
    pub name: String,
    /// Why it is in the sample.
    pub part: Part,
    /// `3.0.1` and so on.
    pub version: String,
    /// Its operations.
    pub operations: usize,
    /// Those that the generated crate has.
    pub taken: usize,
    /// How many operations were left out for each reason; an operation may have several.
    pub causes: BTreeMap<String, Cause>,
    /// The time that `generate` took.
    pub generation: Duration,
    /// Why nothing was generated.
    pub failure: Option<String>,
    /// Whether the crate compiled without a warning, and the time it took.
    pub compiled: Option<(bool, Duration)>,
    /// What the served stub answered first.
    pub answer: Option<String>,
}

/// A reason to leave operations out.
#[derive(Default)]
pub struct Cause {
    /// How many.
    pub operations: usize,
    /// Where it stands in one of them, and what to do about it.
    pub example: String,
}

/// The reason of a finding, without the names of the document: what stands between back ticks or is a number.
fn general(finding: &Finding) -> String {
    let parts = finding.reason.split('`').enumerate();
    let text: String = parts
        .map(|(at, part)| if at % 2 == 0 { part } else { "`…`" })
        .collect();
    let mut general = String::new();
    for c in text.chars() {
        match c.is_ascii_digit() {
            true if general.ends_with('#') => {}
            true => general.push('#'),
            false => general.push(c),
        }
    }
    general
}

impl Outcome {
    /// Counts what was left out, by reason.
    pub fn note_causes(&mut self, left_out: &[Refused]) {
        for operation in left_out {
            let mut seen = BTreeSet::new();
            for finding in &operation.findings {
                let reason = general(finding);
                if seen.insert(reason.clone()) {
                    let cause = self.causes.entry(reason).or_default();
                    cause.operations += 1;
                    cause.example =
                        format!("{} {}; {}", finding.pointer, finding.reason, finding.remedy);
                }
            }
        }
    }

    /// Whether it is refused in good order, or generated; and, as far as it was tried, compiled and answered.
    pub fn good(&self) -> bool {
        let refused = self
            .failure
            .as_ref()
            .is_none_or(|words| words.starts_with("refused"));
        let compiled = self.compiled.is_none_or(|(compiled, _)| compiled);
        let answered = self
            .answer
            .as_ref()
            .is_none_or(|answer| answer.contains("implementation: ") || answer.contains("stub: "));
        refused && compiled && answered
    }
}
