use std::collections::BTreeSet;

/// The parts of one value that keywords looked at: what `unevaluatedProperties` and `unevaluatedItems` leave alone.
#[derive(Default)]
pub(super) struct Evaluated {
    pub names: BTreeSet<String>,
    pub items: BTreeSet<usize>,
}

impl Evaluated {
    pub(super) fn extend(&mut self, other: Self) {
        self.names.extend(other.names);
        self.items.extend(other.items);
    }
}
