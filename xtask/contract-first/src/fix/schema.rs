//! Keywords of schemas that are written as the other version of OpenAPI has them.

use serde_json::{Map, Value, json};

use super::action::Fix;
use super::nullable;
use crate::document::{Kind, Pointer, walk};

type Schema = Map<String, Value>;

/// Every schema that says what its version says in another way.
pub fn fixes(document: &Value) -> Vec<Fix> {
    let old = document["openapi"]
        .as_str()
        .is_some_and(|version| version.starts_with("3.0."));
    let schemas = walk(Kind::Document, document).filter(|node| node.kind == Kind::Schema);
    let mut fixes = Vec::new();
    for node in schemas {
        let Some(schema) = node.value.as_object() else {
            continue;
        };
        let at = || node.pointer();
        if old {
            fixes.extend(null_type(schema, at()));
            fixes.extend(constant(schema, at()));
            fixes.extend(examples(schema, at()));
            fixes.extend(items(schema, at()));
        } else {
            fixes.extend(nullable::fix(schema, at()));
            fixes.extend(list_of_examples(schema, at()));
        }
        for (bound, exclusive) in [
            ("minimum", "exclusiveMinimum"),
            ("maximum", "exclusiveMaximum"),
        ] {
            fixes.extend(match old {
                true => flag(schema, (bound, exclusive), at()),
                false => number(schema, (bound, exclusive), at()),
            });
        }
    }
    fixes
}

fn without(schema: &Schema, keyword: &str) -> Schema {
    let mut schema = schema.clone();
    schema.shift_remove(keyword);
    schema
}

/// 3.1: the exclusive bound is the number itself.
fn number(schema: &Schema, (bound, exclusive): (&str, &str), at: Pointer) -> Option<Fix> {
    let reason = format!("`{exclusive}` is a number since OpenAPI 3.1.");
    match (schema.get(exclusive)?, schema.get(bound)) {
        (Value::Bool(true), Some(number)) if number.is_number() => {
            Some(Fix::merge(at, json!({ exclusive: number }), reason))
        }
        (Value::Bool(_), _) => Some(Fix::put(at, without(schema, exclusive).into(), reason)),
        _ => None,
    }
}

/// 3.0: the exclusive bound says about the bound that it is exclusive.
fn flag(schema: &Schema, (bound, exclusive): (&str, &str), at: Pointer) -> Option<Fix> {
    let number = schema.get(exclusive).filter(|value| value.is_number())?;
    let inner = match schema.get(bound) {
        Some(other) => {
            let (number, other) = (number.as_f64()?, other.as_f64()?);
            match bound {
                "minimum" => number >= other,
                _ => number <= other,
            }
        }
        None => true,
    };
    let update = match inner {
        true => json!({ bound: number, exclusive: true }),
        false => json!({ exclusive: false }),
    };
    let reason = format!("`{exclusive}` is a boolean in OpenAPI 3.0, and applies to `{bound}`.");
    Some(Fix::merge(at, update, reason))
}

/// 3.1: the examples of a schema are a list of values.
fn list_of_examples(schema: &Schema, at: Pointer) -> Option<Fix> {
    let written = schema
        .get("examples")
        .filter(|written| !written.is_array())?;
    // As a media type has them: each under a name.
    let named = written.as_object().map(Map::values);
    let values: Option<Vec<_>> =
        named.and_then(|named| named.map(|example| example.get("value")).collect());
    let examples = match values {
        Some(values) if !values.is_empty() => json!(values),
        _ => json!([written]),
    };
    let reason =
        "`examples` of a schema is a list of values (JSON Schema Validation, section 9.5).";
    Some(Fix::put(at.child("examples"), examples, reason))
}

/// 3.0: null is not a type.
fn null_type(schema: &Schema, at: Pointer) -> Option<Fix> {
    let reason = "A schema of OpenAPI 3.0 has one type, and allows null with `nullable`.";
    if let Some(Value::Array(types)) = schema.get("type") {
        let mut others = types.iter().filter(|kind| *kind != "null");
        let (one, None) = (others.next()?, others.next()) else {
            return None;
        };
        let update = match types.len() {
            1 => json!({ "type": one }),
            _ => json!({ "type": one, "nullable": true }),
        };
        return Some(Fix::merge(at, update, reason));
    }
    let choice = ["anyOf", "oneOf"]
        .into_iter()
        .find(|choice| schema.contains_key(*choice))?;
    let alternatives = schema[choice].as_array()?;
    let is_null = |schema: &&Value| schema["type"] == "null";
    let others: Vec<_> = alternatives
        .iter()
        .filter(|alternative| !is_null(alternative))
        .collect();
    if others.is_empty() || others.len() == alternatives.len() {
        return None;
    }
    let mut schema = without(schema, choice);
    schema.insert("nullable".to_owned(), true.into());
    // What is next to a `$ref` is not read in OpenAPI 3.0.
    let keyword = if others.len() == 1 { "allOf" } else { choice };
    schema.insert(keyword.to_owned(), json!(others));
    Some(Fix::put(at, schema.into(), reason))
}

/// 3.0: one value is a list of one.
fn constant(schema: &Schema, at: Pointer) -> Option<Fix> {
    let value = schema.get("const")?;
    let mut schema = without(schema, "const");
    if !schema.contains_key("enum") {
        schema.insert("enum".to_owned(), json!([value]));
    }
    let reason = "`const` was added in OpenAPI 3.1; an `enum` of one value is equivalent.";
    Some(Fix::put(at, schema.into(), reason))
}

/// 3.0: a schema has one example.
fn examples(schema: &Schema, at: Pointer) -> Option<Fix> {
    let first = schema.get("examples")?.as_array()?.first().cloned();
    let mut schema = without(schema, "examples");
    if let Some(first) = first.filter(|_| !schema.contains_key("example")) {
        schema.insert("example".to_owned(), first);
    }
    let reason = "`examples` of a schema was added in OpenAPI 3.1; OpenAPI 3.0 has one `example`.";
    Some(Fix::put(at, schema.into(), reason))
}

/// 3.0: an array says what its items are.
fn items(schema: &Schema, at: Pointer) -> Option<Fix> {
    let is_open =
        schema.get("type").is_some_and(|kind| kind == "array") && !schema.contains_key("items");
    let reason =
        "An array of OpenAPI 3.0 must have `items`; any values are allowed, as without it.";
    is_open.then(|| Fix::merge(at, json!({ "items": {} }), reason))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::overlay::apply;

    fn fixed(version: &str, schema: Value) -> Value {
        let document = json!({ "openapi": version, "components": { "schemas": { "A": schema } } });
        let mut document = document;
        // More than one thing may be wrong.
        for _ in 0..4 {
            let Some(fix) = fixes(&document).into_iter().next() else {
                break;
            };
            let actions = fix.actions(&document).unwrap().actions;
            let overlay = json!({ "overlay": "1.0.0", "info": { "title": "T", "version": "1" }, "actions": actions });
            document = apply(&document, &overlay, "o").unwrap();
        }
        assert!(fixes(&document).is_empty());
        document["components"]["schemas"]["A"].take()
    }

    #[test]
    fn schemas_of_3_1() {
        for (schema, expected) in [
            (
                json!({ "minimum": 5, "exclusiveMinimum": true }),
                json!({ "minimum": 5, "exclusiveMinimum": 5 }),
            ),
            (
                json!({ "maximum": 5, "exclusiveMaximum": false }),
                json!({ "maximum": 5 }),
            ),
            (json!({ "exclusiveMaximum": true }), json!({})),
            (json!({ "examples": "a" }), json!({ "examples": ["a"] })),
            (
                json!({ "examples": { "a": 1 } }),
                json!({ "examples": [{ "a": 1 }] }),
            ),
            (
                json!({ "examples": { "a": { "value": 1 }, "b": { "value": 2 } } }),
                json!({ "examples": [1, 2] }),
            ),
            (
                json!({ "exclusiveMaximum": 3 }),
                json!({ "exclusiveMaximum": 3 }),
            ),
            (
                json!({ "type": "integer", "nullable": true, "minimum": 0, "exclusiveMinimum": true }),
                json!({ "type": ["integer", "null"], "nullable": false, "minimum": 0, "exclusiveMinimum": 0 }),
            ),
            (
                json!({ "items": { "nullable": true, "type": "string" }, "type": "array" }),
                json!({ "items": { "nullable": false, "type": ["string", "null"] }, "type": "array" }),
            ),
            (
                json!({ "default": { "nullable": true }, "properties": { "nullable": { "type": "string" } } }),
                json!({ "default": { "nullable": true }, "properties": { "nullable": { "type": "string" } } }),
            ),
        ] {
            assert_eq!(fixed("3.1.0", schema.clone()), expected, "{schema}");
        }
    }

    #[test]
    fn schemas_of_3_0() {
        let to = json!({ "$ref": "#/components/schemas/B" });
        for (schema, expected) in [
            (
                json!({ "exclusiveMinimum": 5 }),
                json!({ "minimum": 5, "exclusiveMinimum": true }),
            ),
            (
                json!({ "exclusiveMinimum": 5, "minimum": 6 }),
                json!({ "minimum": 6, "exclusiveMinimum": false }),
            ),
            (
                json!({ "exclusiveMaximum": 5, "maximum": 6 }),
                json!({ "maximum": 5, "exclusiveMaximum": true }),
            ),
            (
                json!({ "type": ["string", "null"] }),
                json!({ "type": "string", "nullable": true }),
            ),
            (json!({ "type": ["string"] }), json!({ "type": "string" })),
            (
                json!({ "anyOf": [to, { "type": "null" }] }),
                json!({ "allOf": [to], "nullable": true }),
            ),
            (
                json!({ "oneOf": [to, { "type": "null" }, {}], "title": "T" }),
                json!({ "oneOf": [to, {}], "nullable": true, "title": "T" }),
            ),
            (json!({ "const": "a" }), json!({ "enum": ["a"] })),
            (json!({ "examples": [1, 2] }), json!({ "example": 1 })),
            (
                json!({ "type": "array" }),
                json!({ "type": "array", "items": {} }),
            ),
            (
                json!({ "type": "string", "nullable": true }),
                json!({ "type": "string", "nullable": true }),
            ),
        ] {
            assert_eq!(fixed("3.0.3", schema.clone()), expected, "{schema}");
        }
        assert_eq!(
            fixed("3.0.3", json!({ "type": ["string", "integer"] }))["type"],
            json!(["string", "integer"])
        );
    }
}
