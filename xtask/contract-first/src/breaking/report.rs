//! All that is told about two documents.

use super::exceptions::Exception;
use super::finding::{Finding, Verdict};
use crate::project::Project;

/// The findings between two documents.
#[derive(Debug)]
pub struct Report {
    /// What the old document is called.
    pub old: String,
    /// What the new document is called.
    pub new: String,
    /// Every difference: what breaks first, then what is excused, then what is safe.
    pub findings: Vec<Finding>,
    /// Exceptions whose last day has passed and that would have let a finding pass.
    pub expired: Vec<Exception>,
    /// Exceptions that fit no finding.
    pub unmatched: Vec<Exception>,
    /// Where a reviewed exception is to be written.
    pub exceptions: String,
    /// What else the reader has to know.
    pub notes: Vec<String>,
}

impl Report {
    /// An empty report.
    pub fn between(old: &str, new: &str) -> Self {
        Self {
            old: old.to_owned(),
            new: new.to_owned(),
            findings: Vec::new(),
            expired: Vec::new(),
            unmatched: Vec::new(),
            exceptions: Project::EXCEPTIONS.to_owned(),
            notes: Vec::new(),
        }
    }

    /// Those of a kind.
    pub fn of(&self, verdict: Verdict) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(move |finding| finding.verdict() == verdict)
    }

    /// The worst of all.
    pub fn verdict(&self) -> Verdict {
        self.findings
            .iter()
            .map(Finding::verdict)
            .min()
            .unwrap_or(Verdict::Safe)
    }

    /// `2 breaking, 1 excused, 5 safe`.
    pub fn counts(&self) -> String {
        let each = [Verdict::Breaking, Verdict::Excused, Verdict::Safe];
        let counts = each.map(|verdict| format!("{} {}", self.of(verdict).count(), verdict.word()));
        counts.join(", ")
    }

    /// What is wrong with the exceptions, a sentence each.
    pub fn about_exceptions(&self) -> Vec<String> {
        let expired = self.expired.iter().map(|exception| {
            format!(
                "the exception for {} expired on {}: it excuses nothing any more",
                exception.id, exception.expires
            )
        });
        let unmatched = self.unmatched.iter().map(|exception| {
            format!(
                "the exception for {} at {} fits no finding: remove it, unless id or pointer is mistyped",
                exception.id, exception.pointer
            )
        });
        expired.chain(unmatched).collect()
    }
}
