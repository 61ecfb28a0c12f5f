use crate::text::literal::stripped;

/// Where names of generated code come from, in the order in which imports stand: standard library, packages, this one.
const ORIGINS: [(&str, &[&str]); 8] = [
    ("datetime", &["date as Date"]),
    (
        "typing",
        &[
            "Annotated",
            "Any",
            "ClassVar",
            "Literal",
            "TypeAlias",
            "TypeVar",
            "Union",
        ],
    ),
    ("uuid", &["UUID"]),
    ("httpx", &["httpx"]),
    ("pydantic", &["AwareDatetime", "Field", "Tag"]),
    ("typing_extensions", &["Self", "TypeAliasType"]),
    (".", &["_calls", "_parameters", "errors", "models"]),
    (
        "._model",
        &["IntegerEnum", "Model", "TextEnum", "tagged", "wire"],
    ),
];

/// The lines that import what `code` uses, and `always` from modules of the package, with a blank line between groups.
pub fn imports(code: &str, always: &[&str]) -> Vec<String> {
    let code = without_texts(code);
    let words: Vec<&str> = code
        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .collect();
    // Values have small letters, too: modules are told by the dot behind them, functions by their parenthesis.
    let used = |module: &str, name: &str| match module {
        "." | "httpx" => code.contains(&format!("{name}.")),
        _ if name.starts_with(char::is_lowercase) && !name.contains(' ') => {
            code.contains(&format!("{name}("))
        }
        _ => words.contains(&name.rsplit(' ').next().unwrap_or(name)),
    };
    let mut groups = [Vec::new(), Vec::new(), Vec::new()];
    for (index, (module, names)) in ORIGINS.iter().enumerate() {
        let names: Vec<_> = names
            .iter()
            .copied()
            .filter(|name| used(module, name))
            .collect();
        let group = match index {
            0..3 => 0,
            3..6 => 1,
            _ => 2,
        };
        if *module == "httpx" {
            groups[group].extend(names.first().map(|name| format!("import {name}")));
        } else if !names.is_empty() {
            groups[group].push(format!("from {module} import {}", names.join(", ")));
        }
    }
    groups[2].extend(always.iter().map(|&line| line.to_owned()));
    let groups = groups.into_iter().filter(|lines| !lines.is_empty());
    groups.collect::<Vec<_>>().join(&String::new())
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

/// Code without what stands in quotes.
pub fn without_texts(code: &str) -> String {
    stripped(code, &['"', '\''])
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
    fn only_what_is_used_is_imported() {
        assert_eq!(
            imports(
                "wire: Annotated[Date | None, wire(\"a\\\"Any\") | wire('\"Union\\'Tag')]",
                &["from .a import b"]
            ),
            [
                "from datetime import date as Date",
                "from typing import Annotated",
                "",
                "from ._model import wire",
                "from .a import b",
            ]
        );
    }
}
