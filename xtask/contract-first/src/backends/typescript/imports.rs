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

/// The modules whose types are reached by their name, so that they may have any.
pub const MODELS: &str = "models";
pub const STREAMS: &str = "streams";

/// Whether code uses types of a module.
pub fn uses<'f>(module: &str, mut code: impl Iterator<Item = &'f Fragment>) -> bool {
    let is_used = |fragment: &Fragment| fragment.imports.iter().any(|one| one.module == module);
    code.any(is_used)
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
        assert!(uses(MODELS, [&plain, &named].into_iter()));
        assert!(!uses(MODELS, [&plain].into_iter()) && !uses(STREAMS, [&named].into_iter()));
    }
}
