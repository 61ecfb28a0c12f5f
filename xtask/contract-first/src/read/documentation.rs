use serde_json::Value;

use crate::model::Documentation;

/// What a schema, a parameter or a header says of itself.
pub fn documentation(part: &Value) -> Documentation {
    let description = part.get("description").and_then(Value::as_str);
    let example = part.get("example");
    Documentation {
        description: description.unwrap_or_default().to_owned(),
        example: example
            .filter(|example| !example.is_object() && !example.is_array())
            .cloned(),
    }
}
