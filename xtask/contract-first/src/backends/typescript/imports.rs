//! What modules of the package import from each other, and export.

use std::fmt::{Display, Formatter, Result};

use crate::backend::Fragment;

/// A name that a module exports; in the order of the names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name<'n> {
    name: &'n str,
    /// Whether nothing is left of it when the program runs.
    is_type: bool,
}

impl<'n> Name<'n> {
    /// A type alone.
    pub fn typed(name: &'n str) -> Self {
        let is_type = true;
        Self { name, is_type }
    }

    /// A value; perhaps a type, too.
    pub fn value(name: &'n str) -> Self {
        let is_type = false;
        Self { name, is_type }
    }
}

/// As lists of imports and exports write it.
impl Display for Name<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        let mark = if self.is_type { "type " } else { "" };
        write!(formatter, "{mark}{}", self.name)
    }
}

/// Whether code uses types of the document. Their module is the only one that fragments import; its types are reached by its name, so that
/// they may have any.
pub fn uses_models<'f>(mut code: impl Iterator<Item = &'f Fragment>) -> bool {
    code.any(|fragment| !fragment.imports.is_empty())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_stand_in_their_order_whatever_they_are() {
        let all = BTreeSet::from([Name::value("b"), Name::typed("C"), Name::typed("a")]);
        let all: Vec<_> = all.iter().map(Name::to_string).collect();
        assert_eq!(all, ["type C", "type a", "b"]);
    }

    #[test]
    fn one_type_of_the_document_is_enough() {
        let (plain, named) = (
            Fragment::plain("string"),
            Fragment::imported("models", "models.Pet"),
        );
        assert!(uses_models([&plain, &named].into_iter()));
        assert!(!uses_models([&plain].into_iter()));
    }
}
