use serde_json::{Map, Value};

use crate::model::Documentation;

/// What a schema, a parameter or a header says of itself.
pub fn documentation(part: &Value) -> Documentation {
    part.as_object().map(of_object).unwrap_or_default()
}

/// The same of one that is known to be an object.
pub fn of_object(part: &Map<String, Value>) -> Documentation {
    let description = part.get("description").and_then(Value::as_str);
    let example = part.get("example");
    Documentation {
        description: description.unwrap_or_default().to_owned(),
        example: example
            .filter(|example| !example.is_object() && !example.is_array())
            .cloned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn plain_examples_are_documentation() {
        for (example, expected) in [
            (json!("a"), Some(json!("a"))),
            (json!(null), Some(json!(null))),
            (json!(["a"]), None),
            (json!({ "a": 1 }), None),
        ] {
            let read = documentation(&json!({ "description": "D", "example": example }));
            assert_eq!(read.description, "D");
            assert_eq!(read.example, expected);
        }
        assert_eq!(documentation(&json!(true)).description, "");
    }
}
