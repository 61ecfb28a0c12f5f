//! What changed between two documents, in the words of the document: operations and components.

use std::collections::{HashMap, HashSet};
use std::fmt;

use serde_json::Value;

use super::operations::{PathItem, is_method, path_items};

/// One part of the document that differs.
#[derive(Debug, PartialEq, Eq)]
pub enum Change {
    /// Only in the new document.
    Added(String),
    /// Only in the old document.
    Removed(String),
    /// In both, and not the same.
    Changed(String),
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Added(part) => write!(f, "added    {part}"),
            Self::Removed(part) => write!(f, "removed  {part}"),
            Self::Changed(part) => write!(f, "changed  {part}"),
        }
    }
}

/// The parts that differ, in the old document's order, then the new parts.
pub fn changes(old: &Value, new: &Value) -> Vec<Change> {
    let (old, new) = (parts(old), parts(new));
    let known: HashSet<&String> = old.iter().map(|(name, _)| name).collect();
    let now: HashMap<&String, &Value> = new.iter().map(|(name, part)| (name, *part)).collect();
    let mut found = Vec::new();
    for (name, part) in &old {
        match now.get(name) {
            None => found.push(Change::Removed(name.clone())),
            Some(other) if other != part => found.push(Change::Changed(name.clone())),
            Some(_) => {}
        }
    }
    let added = new.iter().filter(|(name, _)| !known.contains(name));
    found.extend(added.map(|(name, _)| Change::Added(name.clone())));
    found
}

fn parts(document: &Value) -> Vec<(String, &Value)> {
    let mut parts = Vec::new();
    for (key, value) in document.as_object().into_iter().flatten() {
        match (key.as_str(), value) {
            ("paths", Value::Object(_)) => {
                path_items(document).for_each(|item| path_parts(item, &mut parts));
            }
            ("components", Value::Object(kinds)) => {
                for (kind, members) in kinds {
                    let members = members.as_object().into_iter().flatten();
                    parts.extend(members.map(|(name, value)| (format!("{kind}/{name}"), value)));
                }
            }
            _ => parts.push((format!("`{key}`"), value)),
        }
    }
    parts
}

fn path_parts<'d>(item: PathItem<'d>, parts: &mut Vec<(String, &'d Value)>) {
    let path = item.path;
    for (key, value) in item.value.as_object().into_iter().flatten() {
        let name = if is_method(key) {
            format!("{} {path}", key.to_uppercase())
        } else {
            format!("`{key}` of {path}")
        };
        parts.push((name, value));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn changes_between(old: &Value, new: &Value) -> Vec<String> {
        changes(old, new).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn each_part_is_named_as_the_document_names_it() {
        let old = json!({
            "openapi": "3.1.0",
            "info": { "version": "1" },
            "paths": { "/a": { "get": { "summary": "A" }, "parameters": [], "put": {} }, "/b": { "get": {} } },
            "components": { "schemas": { "A": {}, "B": {} }, "headers": { "A": {} } },
        });
        let new = json!({
            "info": { "version": "2" },
            "openapi": "3.1.0",
            "paths": { "/a": { "get": { "summary": "B" }, "parameters": [1], "put": {} }, "/c": { "trace": {} } },
            "components": { "schemas": { "B": {}, "A": { "type": "string" }, "C": {} } },
            "x-new": 1,
        });
        assert_eq!(changes_between(&old, &old), [""; 0]);
        assert_eq!(
            changes_between(&old, &new),
            [
                "changed  `info`",
                "changed  GET /a",
                "changed  `parameters` of /a",
                "removed  GET /b",
                "changed  schemas/A",
                "removed  headers/A",
                "added    TRACE /c",
                "added    schemas/C",
                "added    `x-new`",
            ]
        );
    }

    #[test]
    fn parts_of_another_form_are_parts_all_the_same() {
        let old = json!({ "paths": 1, "components": [] });
        let new = json!({ "paths": {}, "components": { "schemas": 5 } });
        assert_eq!(
            changes_between(&old, &new),
            ["removed  `paths`", "removed  `components`"]
        );
    }
}
