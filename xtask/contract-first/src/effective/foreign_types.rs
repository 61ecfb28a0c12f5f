use serde_json::Value;

use crate::document::{FORMATS, Kind, Pointer, remove_types, type_key, walk};

/// Removes the types of code that a published document names. They become code, so that only the overlay, which is the team's own, may
/// name some.
pub fn remove_foreign_types(document: &mut Value) {
    // Nearly no document has any, and a walk that knows what it sees is slow.
    if !mentions_types(document) {
        return;
    }
    let named: Vec<Pointer> = walk(Kind::Document, document)
        .filter(|node| node.kind == Kind::Schema)
        .filter(|node| node.value.as_object().and_then(type_key).is_some())
        .map(|node| node.pointer())
        .collect();
    for pointer in named {
        if let Some(Value::Object(schema)) = document.pointer_mut(pointer.as_str()) {
            remove_types(schema);
        }
    }
    if let Some(root) = document.as_object_mut() {
        root.shift_remove(FORMATS);
    }
}

/// Whether a key for types is anywhere in a document, in data as well.
fn mentions_types(document: &Value) -> bool {
    let mut open = vec![document];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items),
            Value::Object(entries) => {
                if type_key(entries).is_some() || entries.contains_key(FORMATS) {
                    return true;
                }
                open.extend(entries.values());
            }
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_data_stays_as_it_is() {
        let schema = |extra: &[&str]| {
            let mut schema =
                json!({ "type": "string", "example": { "x-rust-type": "a" }, "x-own": 1 });
            for key in extra {
                schema[*key] = "std::net::IpAddr".into();
            }
            json!({
                "openapi": "3.1.0",
                "components": { "schemas": { "A": { "properties": { "x-rust-type": schema } } } },
            })
        };
        let mut document = schema(&["x-rust-type", "x-python-type", "x-typescript-type"]);
        document[FORMATS] = json!({ "decimal": { "x-rust-type": "a" } });
        remove_foreign_types(&mut document);
        assert_eq!(document, schema(&[]));
    }
}
