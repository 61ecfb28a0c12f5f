use std::collections::BTreeSet;

use super::found::Diagnostic;

/// What comes to light while a part of the document is read.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    /// In the order in which it was found.
    pub found: Vec<Diagnostic>,
    /// The types that the part names, by index; what is found in them concerns it too.
    pub types: BTreeSet<usize>,
}

impl Diagnostics {
    /// Adds one.
    pub fn add(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }
}
