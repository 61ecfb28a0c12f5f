use serde_json::Value;

use crate::lint::{Finding, Pointer};

/// Keywords that only describe.
const ANNOTATIONS: [&str; 7] = [
    "default",
    "deprecated",
    "description",
    "example",
    "examples",
    "externalDocs",
    "title",
];

/// Keywords that the lowering reads. One that belongs to another type than the schema's says nothing (JSON Schema 2020-12, 7.6.1).
const UNDERSTOOD: [&str; 12] = [
    "additionalProperties",
    "enum",
    "format",
    "items",
    "maxItems",
    "maxLength",
    "maximum",
    "minItems",
    "minLength",
    "minimum",
    "properties",
    "required",
];

/// Refuses each keyword of a schema that would go unchecked.
pub fn refuse_unknown(schema: &Value, at: &Pointer, findings: &mut Vec<Finding>) {
    let referring = schema.get("$ref").is_some();
    for (keyword, value) in schema.as_object().into_iter().flatten() {
        let known = match keyword.as_str() {
            "$ref" | "type" => true,
            // Said of a false one, they say nothing.
            "nullable" | "readOnly" | "writeOnly" => value == &Value::Bool(false),
            keyword if keyword.starts_with("x-") || ANNOTATIONS.contains(&keyword) => true,
            keyword => !referring && UNDERSTOOD.contains(&keyword),
        };
        if !known {
            let place = if referring { " beside `$ref`" } else { "" };
            findings.push(Finding::new(
                &at.child(keyword),
                format!("the stub does not check `{keyword}`{place}"),
                "leave it out, or say it in the description",
            ));
        }
    }
}
