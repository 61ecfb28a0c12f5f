//! `nullable`, which OpenAPI 3.1 does not have: null is one more type.

use serde_json::{Map, Value, json};

use super::action::Fix;
use crate::document::Pointer;

const REASON: &str = "`nullable` has no meaning since OpenAPI 3.1: `null` is a type.";
/// What says something about a schema, and nothing about its values.
const ANNOTATIONS: [&str; 9] = [
    "default",
    "deprecated",
    "description",
    "example",
    "examples",
    "externalDocs",
    "readOnly",
    "title",
    "writeOnly",
];
/// What only null beside it can be added to by putting it into another schema.
const NOT_EXTENSIBLE: [&str; 8] = [
    "$ref",
    "$dynamicRef",
    "allOf",
    "const",
    "else",
    "if",
    "not",
    "then",
];

/// What is written for a schema of OpenAPI 3.1 that says `nullable: true`.
pub fn fix(schema: &Map<String, Value>, at: Pointer) -> Option<Fix> {
    if schema.get("nullable") != Some(&Value::Bool(true)) {
        return None;
    }
    let choices: Vec<_> = ["anyOf", "oneOf"]
        .into_iter()
        .filter(|choice| schema.contains_key(*choice))
        .collect();
    let needs_wrapper = NOT_EXTENSIBLE
        .iter()
        .any(|keyword| schema.contains_key(*keyword));
    match choices[..] {
        _ if needs_wrapper => Some(Fix::put(at, wrapped(schema), REASON)),
        [] => Some(Fix::merge(at, with_null(schema), REASON)),
        [choice] if !schema.contains_key("enum") => {
            let mut update = with_null(schema);
            let alternatives = schema[choice].as_array()?;
            if !alternatives.iter().any(accepts_null) {
                update[choice] = json!([{ "type": "null" }]);
            }
            Some(Fix::merge(at, update, REASON))
        }
        _ => Some(Fix::put(at, wrapped(schema), REASON)),
    }
}

/// Adds null to the types and values of a schema; its `nullable` stays, for an overlay takes no single value out, and says nothing.
fn with_null(schema: &Map<String, Value>) -> Value {
    let mut update = json!({ "nullable": false });
    match schema.get("type") {
        Some(Value::String(kind)) if kind != "null" => update["type"] = json!([kind, "null"]),
        Some(Value::Array(kinds)) if !kinds.iter().any(|kind| kind == "null") => {
            update["type"] = json!(["null"]);
        }
        Some(_) => {}
        None => {
            if let Some(implied) = implied(schema) {
                update["type"] = json!([implied, "null"]);
            }
        }
    }
    if let Some(Value::Array(values)) = schema.get("enum")
        && !values.contains(&Value::Null)
    {
        update["enum"] = json!([null]);
    }
    update
}

/// The type that keywords without a `type` are about.
fn implied(schema: &Map<String, Value>) -> Option<&'static str> {
    let says = |keywords: &[&str]| keywords.iter().any(|keyword| schema.contains_key(*keyword));
    if says(&["properties", "additionalProperties", "required"]) {
        Some("object")
    } else {
        says(&["items"]).then_some("array")
    }
}

/// A choice between a schema and null.
fn wrapped(schema: &Map<String, Value>) -> Value {
    let (outside, mut inside): (Map<_, _>, Map<_, _>) = schema
        .clone()
        .into_iter()
        .partition(|(key, _)| ANNOTATIONS.contains(&key.as_str()) || key.starts_with("x-"));
    inside.shift_remove("nullable");
    let mut wrapper = outside;
    wrapper.insert("anyOf".to_owned(), json!([inside, { "type": "null" }]));
    wrapper.into()
}

fn accepts_null(schema: &Value) -> bool {
    match &schema["type"] {
        Value::String(kind) => kind == "null",
        Value::Array(kinds) => kinds.iter().any(|kind| kind == "null"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::overlay::apply;

    fn fixed(schema: Value) -> Value {
        let document = json!({ "a": schema });
        let fix = fix(document["a"].as_object().unwrap(), "/a".into()).unwrap();
        let actions = fix.actions(&document).unwrap().actions;
        let overlay = json!({ "overlay": "1.0.0", "info": { "title": "T", "version": "1" }, "actions": actions });
        let mut fixed = apply(&document, &overlay, "o").unwrap();
        let schema = fixed["a"].as_object_mut().unwrap();
        assert!(schema.get("nullable") != Some(&json!(true)));
        schema.remove("nullable");
        fixed["a"].take()
    }

    #[test]
    fn null_is_one_more_type() {
        let none = json!({ "type": "null" });
        let to = json!({ "$ref": "#/components/schemas/A" });
        for (schema, expected) in [
            (
                json!({ "type": "string" }),
                json!({ "type": ["string", "null"] }),
            ),
            (
                json!({ "type": ["string", "integer"] }),
                json!({ "type": ["string", "integer", "null"] }),
            ),
            (
                json!({ "type": ["null", "integer"] }),
                json!({ "type": ["null", "integer"] }),
            ),
            (
                json!({ "type": "string", "enum": ["a"] }),
                json!({ "type": ["string", "null"], "enum": ["a", null] }),
            ),
            (
                json!({ "enum": ["a", null] }),
                json!({ "enum": ["a", null] }),
            ),
            (
                json!({ "properties": {} }),
                json!({ "properties": {}, "type": ["object", "null"] }),
            ),
            (
                json!({ "description": "any" }),
                json!({ "description": "any" }),
            ),
            (
                json!({ "$ref": to["$ref"], "description": "D" }),
                json!({ "description": "D", "anyOf": [to, none] }),
            ),
            (
                json!({ "allOf": [to, {}], "x-a": 1 }),
                json!({ "x-a": 1, "anyOf": [{ "allOf": [to, {}] }, none] }),
            ),
            (
                json!({ "const": 1 }),
                json!({ "anyOf": [{ "const": 1 }, none] }),
            ),
            (
                json!({ "oneOf": [to, {}] }),
                json!({ "oneOf": [to, {}, none] }),
            ),
            (
                json!({ "anyOf": [to, none], "type": "object" }),
                json!({ "anyOf": [to, none], "type": ["object", "null"] }),
            ),
            (
                json!({ "oneOf": [to], "anyOf": [to] }),
                json!({ "anyOf": [{ "oneOf": [to], "anyOf": [to] }, none] }),
            ),
        ] {
            let mut nullable = schema.clone();
            nullable["nullable"] = true.into();
            assert_eq!(fixed(nullable), expected, "{schema}");
        }
        for schema in [json!({ "type": "string" }), json!({ "nullable": false })] {
            assert!(fix(schema.as_object().unwrap(), "/a".into()).is_none());
        }
    }
}
