use std::collections::BTreeSet;

use crate::document::Pointer;
use crate::lint::Finding;

/// What comes to light while a part of the document is read.
#[derive(Default)]
pub struct Notes {
    /// What is not carried over as it is.
    pub findings: Vec<Finding>,
    /// The types that the part names; what is refused in them concerns it too.
    pub types: BTreeSet<usize>,
}

impl Notes {
    /// Notes a construct that cannot be carried over.
    pub fn refuse(&mut self, at: &Pointer, reason: impl Into<String>, remedy: impl Into<String>) {
        self.findings.push(Finding::refused(at, reason, remedy));
    }

    /// Notes a construct that is left out, or worth knowing.
    pub fn note(&mut self, at: &Pointer, reason: impl Into<String>, remedy: impl Into<String>) {
        let finding = Finding::refused(at, reason, remedy);
        self.findings.push(finding.as_note());
    }
}
