use serde_json::Value;

use super::kind::Kind;

/// What a key `$ref` in data is renamed to.
const RENAMED: &str = "$ref (text)";

/// Renames each `$ref` in extensions, examples and other data, for tools that follow every `$ref`.
pub fn without_references_in_data(document: &mut Value) {
    rename(Kind::Document, document);
}

fn rename(kind: Kind, value: &mut Value) {
    match value {
        Value::Object(entries) => {
            if kind == Kind::Data && entries.contains_key("$ref") {
                let renamed = std::mem::take(entries).into_iter();
                let name = |key: String| match key.as_str() {
                    "$ref" => RENAMED.to_owned(),
                    _ => key,
                };
                *entries = renamed.map(|(key, value)| (name(key), value)).collect();
            }
            for (key, value) in entries {
                rename(kind.child(key).of_value(value), value);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                rename(kind.child(&index.to_string()).of_value(item), item);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn references_stay_and_texts_do_not_look_like_them() {
        let schema = |key: &str| {
            let (reference, text) = (json!({ "$ref": "#/a" }), json!({ key: "#/a" }));
            json!({ "paths": { "/a": { "parameters": [reference], "x-a": [text] } },
                "components": { "schemas": { "A": { "properties": { "x-a": reference, "$ref": reference }, "example": { "b": text } } } } })
        };
        let mut document = schema("$ref");
        without_references_in_data(&mut document);
        assert_eq!(document, schema(RENAMED));
    }
}
