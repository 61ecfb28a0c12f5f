use std::path::Path;

use anyhow::Result;
use serde_json::{Map, Value, json};

use super::hashes::short;
use crate::contract::pretty;
use crate::generation::Target;
use crate::repository::Repository;

/// What the generator gets for a target: the document and the configuration, with no path of this machine.
pub fn text(repository: &Repository, target: &Target, effective: &Value) -> String {
    let mut configuration =
        target.configuration(repository, Path::new("document.json"), Path::new("output"));
    let templates = configuration["templateDir"].as_str().map(Path::new);
    let templates = templates.and_then(|path| path.strip_prefix(repository.root()).ok());
    let templates = templates.map(|path| path.to_string_lossy().replace('\\', "/"));
    if let Some(templates) = templates {
        configuration["templateDir"] = templates.into();
    }
    pretty(&json!({ "configuration": configuration, "document": target.document(effective) }))
}

/// A hash for each operation, for each type, and for each other part of the document that the generator gets.
///
/// # Errors
/// When a value does not serialize.
pub fn rows(document: &Value) -> Result<Vec<(String, String)>> {
    let mut rows = Vec::new();
    let mut add = |name: String, value: &Value| -> Result<()> {
        rows.push((name, short(&serde_json::to_vec(value)?)));
        Ok(())
    };
    for (key, value) in document.as_object().into_iter().flatten() {
        match (key.as_str(), value) {
            ("paths", Value::Object(items)) => {
                for operation in items
                    .values()
                    .filter_map(Value::as_object)
                    .flat_map(Map::values)
                {
                    add(label("operation", operation), operation)?;
                }
            }
            ("x-rust" | "x-client", Value::Object(extension)) => {
                for (key, value) in extension {
                    match value {
                        Value::Array(items) if items.iter().any(|item| name(item).is_some()) => {
                            for item in items {
                                add(label(key, item), item)?;
                            }
                        }
                        value => add(key.clone(), value)?,
                    }
                }
            }
            _ => add(key.clone(), value)?,
        }
    }
    Ok(rows)
}

fn label(kind: &str, value: &Value) -> String {
    format!("{kind} {}", name(value).unwrap_or_default())
}

/// What something is called: an operation by its id, everything else by its name in code.
fn name(value: &Value) -> Option<&str> {
    let own = value.get("x-rust").unwrap_or(value);
    let keys = ["id", "name", "type", "operationId"];
    keys.iter().find_map(|key| own.get(key)?.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_operation_and_each_type_has_a_row() {
        let document = json!({
            "info": { "title": "a" },
            "paths": { "/0": { "get": { "operationId": "get_a", "x-rust": { "id": "getA" } } } },
            "x-rust": { "models": [{ "name": "A" }, { "name": "B" }], "uses": ["a"], "secured": true },
        });
        let found = rows(&document).unwrap();
        let names: Vec<_> = found.iter().map(|(name, _)| name.as_str()).collect();
        let expected = [
            "info",
            "operation getA",
            "models A",
            "models B",
            "uses",
            "secured",
        ];
        assert_eq!(names, expected);
        assert!(found.iter().all(|(_, hash)| hash.len() == 8));
    }
}
