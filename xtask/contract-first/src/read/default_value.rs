use serde_json::{Map, Value};

use crate::model::{DefaultValue, TypeRef};

/// The `default` of a schema, and whether the schema accepts it; `shape` is what was read of it.
pub fn default_value(schema: &Value, shape: &TypeRef) -> Option<DefaultValue> {
    let value = schema.get("default")?;
    let is_free = shape.constraints.is_empty();
    Some(DefaultValue {
        value: value.clone(),
        is_valid: is_plain(schema) && (is_free || accepts(schema, value)),
    })
}

/// Whether a schema says all by itself.
fn is_plain(schema: &Value) -> bool {
    let plain = |schema: &Map<String, Value>| {
        let mut keys = schema.keys().map(String::as_str);
        keys.all(|key| !matches!(key, "$ref" | "allOf" | "oneOf" | "anyOf"))
    };
    schema.as_object().is_some_and(plain)
}

/// Exclusive bounds of 3.0 are not JSON Schema of today: what cannot be compiled is not known to accept anything.
fn accepts(schema: &Value, value: &Value) -> bool {
    jsonschema::draft202012::new(schema).is_ok_and(|schema| schema.is_valid(value))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::{Constraint, Count, TypeKind};

    #[test]
    fn a_default_is_checked_where_something_is_asked_of_it() {
        let length = Constraint::Length(Count {
            least: 2,
            most: None,
        });
        let free = TypeRef::of(TypeKind::String);
        let ruled = TypeRef::with(TypeKind::String, vec![length]);
        for (schema, shape, is_valid) in [
            (json!({ "minLength": 2, "default": "ab" }), &ruled, true),
            (json!({ "minLength": 2, "default": "a" }), &ruled, false),
            (
                json!({ "minLength": 2, "default": "a", "$ref": "#/a" }),
                &ruled,
                false,
            ),
            (
                json!({ "default": "ab", "allOf": [{ "minLength": 2 }] }),
                &ruled,
                false,
            ),
            (
                json!({ "minimum": 2, "exclusiveMinimum": true, "default": "ab" }),
                &ruled,
                false,
            ),
            (json!({ "type": "string", "default": "a" }), &free, true),
            (json!({ "default": "a", "anyOf": [{}] }), &free, false),
        ] {
            let read = default_value(&schema, shape).unwrap();
            assert_eq!(read.value, schema["default"]);
            assert_eq!(read.is_valid, is_valid, "{schema}");
        }
        assert_eq!(default_value(&json!({ "type": "string" }), &free), None);
        assert_eq!(default_value(&json!(true), &free), None);
        let null = default_value(&json!({ "default": null }), &free).unwrap();
        assert_eq!(null.value, json!(null));
    }
}
