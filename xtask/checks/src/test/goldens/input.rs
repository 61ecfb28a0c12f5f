use std::path::Path;

use anyhow::Result;
use contract_first::document::pretty;
use contract_first::files::sha256;
use contract_first::generation::Target;
use contract_first::lowering::Lowered;
use serde_json::{Map, Value, json};

/// What the generator gets for a target: the document and the configuration.
pub fn text(target: &Target, lowered: &Lowered) -> String {
    let [templates, document, output] = ["templates", "document.json", "output"].map(Path::new);
    let configuration = target.configuration(templates, document, output);
    pretty(&json!({ "configuration": configuration, "document": target.document(lowered) }))
}

/// A hash for each operation, for each type, and one for the rest of the document that the generator gets.
///
/// # Errors
/// When a value does not serialize.
pub fn rows(document: &Value) -> Result<Vec<(String, String)>> {
    let mut rows = Vec::new();
    let mut rest = Map::new();
    for (key, value) in document.as_object().into_iter().flatten() {
        match (key.as_str(), value) {
            ("paths", Value::Object(items)) => {
                let operations = items.values().filter_map(Value::as_object);
                for operation in operations.flat_map(Map::values) {
                    rows.push(row("operation", operation)?);
                }
            }
            ("x-rust" | "x-client", Value::Object(extension)) => {
                for (key, value) in extension {
                    let kind = match key.as_str() {
                        "operations" => "operation",
                        "models" | "types" => "type",
                        _ => {
                            rest.insert(key.clone(), value.clone());
                            continue;
                        }
                    };
                    for item in value.as_array().into_iter().flatten() {
                        rows.push(row(kind, item)?);
                    }
                }
            }
            _ => {
                rest.insert(format!("document {key}"), value.clone());
            }
        }
    }
    rows.push(("rest".to_owned(), hash(&Value::Object(rest))?));
    Ok(rows)
}

fn row(kind: &str, value: &Value) -> Result<(String, String)> {
    let name = name(value).unwrap_or("without a name");
    Ok((format!("{kind} {name}"), hash(value)?))
}

fn hash(value: &Value) -> Result<String> {
    Ok(sha256(&serde_json::to_vec(value)?))
}

/// What something is called: an operation by its id, everything else by its name in code.
fn name(value: &Value) -> Option<&str> {
    let own = value.get("x-rust").unwrap_or(value);
    let keys = ["id", "name", "type", "operationId"];
    let mut found = keys.iter().filter_map(|key| own.get(key)?.as_str());
    // A model of the stub is in the property that says what it is.
    found.next().or_else(|| {
        let mut parts = own.as_object()?.values();
        parts.find_map(|part| part.get("name")?.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_operation_and_each_type_has_a_row() {
        let document = json!({
            "info": { "title": "a" },
            "paths": { "/0": { "get": { "operationId": "get_a", "x-rust": { "id": "getA" } } } },
            "x-rust": { "models": [{ "object": { "name": "A" } }, { "name": "B" }], "uses": ["a"] },
        });
        let found = rows(&document).unwrap();
        let names: Vec<_> = found.iter().map(|(name, _)| name.as_str()).collect();
        let expected = ["operation getA", "type A", "type B", "rest"];
        assert_eq!(names, expected);
        assert!(found.iter().all(|(_, hash)| hash.len() == 64));
    }
}
