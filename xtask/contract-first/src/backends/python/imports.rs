use std::collections::{BTreeMap, BTreeSet};

use crate::backend::Import;

/// The modules of Python itself that are imported.
const STANDARD_LIBRARY: [&str; 3] = ["datetime", "typing", "uuid"];

/// Where a module comes from, in the order in which imports stand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Origin {
    StandardLibrary,
    Package,
    /// This package.
    Own,
}

impl Origin {
    fn of(module: &str) -> Self {
        match module {
            relative if relative.starts_with('.') => Self::Own,
            standard if STANDARD_LIBRARY.contains(&standard) => Self::StandardLibrary,
            _ => Self::Package,
        }
    }
}

/// The lines that import names, as formatters sort them; a blank line between groups. A name that is its module's is the module.
pub fn lines(imports: &BTreeSet<Import>) -> Vec<String> {
    let mut modules: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for Import { module, name } in imports {
        modules.entry(module).or_default().push(name);
    }
    let mut groups: BTreeMap<Origin, Vec<String>> = BTreeMap::new();
    for (module, mut names) in modules {
        names.sort_by_key(|name| sorting_key(name));
        let line = match names.as_slice() {
            [name] if *name == module => format!("import {module}"),
            names => format!("from {module} import {}", names.join(", ")),
        };
        groups.entry(Origin::of(module)).or_default().push(line);
    }
    let groups: Vec<_> = groups.into_values().collect();
    groups.join(&String::new())
}

/// Names from elsewhere, each with its module.
pub fn imports<const N: usize>(names: [(&str, &str); N]) -> BTreeSet<Import> {
    let imports = names.map(|(module, name)| Import {
        module: module.to_owned(),
        name: name.to_owned(),
    });
    imports.into()
}

/// The order in which formatters sort the names of an import: constants, classes, others; without case, and numbers by their worth.
pub fn sorting_key(name: &str) -> (u8, Vec<Part>, String) {
    let is_constant = name.len() > 1 && !name.contains(|c: char| c.is_ascii_lowercase());
    let kind = match name.starts_with(|c: char| c.is_ascii_uppercase()) {
        true if is_constant => 0,
        true => 1,
        false => 2,
    };
    let mut parts = Vec::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let end = match first.is_ascii_digit() {
            true => rest.find(|c: char| !c.is_ascii_digit()),
            false => Some(first.len_utf8()),
        };
        let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
        parts.push(match first {
            '0'..='9' => Part::Number(part.len(), part.to_owned()),
            letter => Part::Letter(letter.to_ascii_lowercase()),
        });
        rest = after;
    }
    (kind, parts, name.to_owned())
}

/// A part of a name that is sorted by itself; digits stand before letters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Longer ones are larger.
    Number(usize, String),
    Letter(char),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_as_formatters_sort_them() {
        let mut names = ["Use10", "ABc", "a", "Use2", "AB", "Abd", "UseA", "A", "A2"];
        names.sort_by_key(|name| sorting_key(name));
        assert_eq!(
            names,
            ["A2", "AB", "A", "ABc", "Abd", "Use2", "Use10", "UseA", "a"]
        );
    }

    #[test]
    fn imports_are_grouped_by_origin() {
        let found = imports([
            ("._model", "wire"),
            ("._model", "TextEnum"),
            ("._model", "Model"),
            (".", "models"),
            (".", "_parameters"),
            ("pydantic", "Tag"),
            ("httpx", "httpx"),
            ("typing", "Any"),
            ("datetime", "date as Date"),
        ]);
        assert_eq!(
            lines(&found),
            [
                "from datetime import date as Date",
                "from typing import Any",
                "",
                "import httpx",
                "from pydantic import Tag",
                "",
                "from . import _parameters, models",
                "from ._model import Model, TextEnum, wire",
            ]
        );
        assert!(lines(&BTreeSet::new()).is_empty());
    }
}
