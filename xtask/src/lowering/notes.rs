use std::collections::BTreeSet;

use crate::lint::{Finding, Pointer};

/// What comes to light while a part of the document is read.
#[derive(Default)]
pub struct Notes {
    /// What cannot be carried over.
    pub findings: Vec<Finding>,
    /// The types that the part names; what is refused in them concerns it too.
    pub types: BTreeSet<usize>,
}

impl Notes {
    /// Notes a construct that cannot be carried over.
    pub fn refuse(&mut self, at: &Pointer, reason: impl Into<String>, remedy: impl Into<String>) {
        self.findings.push(Finding::new(at, reason, remedy));
    }
}
