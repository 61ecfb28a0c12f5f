//! What modules of the package import from each other.

use std::collections::BTreeSet;
use std::fmt::{Display, Formatter, Result};

use super::text::listed;
use crate::backend::Import;

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

/// The imports of types, module by module.
pub fn types(imports: &BTreeSet<Import>) -> Vec<String> {
    let imports: Vec<_> = imports.iter().collect();
    let modules = imports.chunk_by(|one, other| one.module == other.module);
    let lines = modules.flat_map(|imports| {
        let names: Vec<_> = imports.iter().map(|import| import.name.clone()).collect();
        listed("import type {", &names, &from(&imports[0].module))
    });
    lines.collect()
}

/// The import of some names of a module.
pub fn names(names: &BTreeSet<Name>, module: &str) -> Vec<String> {
    let names: Vec<_> = names.iter().map(Name::to_string).collect();
    listed("import {", &names, &from(module))
}

fn from(module: &str) -> String {
    format!("}} from \"./{module}.js\";")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_their_order_whatever_they_are() {
        let all = BTreeSet::from([Name::value("b"), Name::typed("C"), Name::typed("a")]);
        let expected = "import { type C, type a, b } from \"./calls.js\";";
        assert_eq!(names(&all, "calls"), [expected]);
    }

    #[test]
    fn each_module_is_imported_once() {
        let import = |module: &str, name: &str| Import {
            module: module.to_owned(),
            name: name.to_owned(),
        };
        let all = BTreeSet::from([
            import("models", "Pet"),
            import("errors", "Gone"),
            import("models", "Cat"),
        ]);
        let expected = [
            "import type { Gone } from \"./errors.js\";",
            "import type { Cat, Pet } from \"./models.js\";",
        ];
        assert_eq!(types(&all), expected);
        assert!(types(&BTreeSet::new()).is_empty());
    }
}
