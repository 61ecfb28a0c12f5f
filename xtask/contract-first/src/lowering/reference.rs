use serde_json::Value;

use super::notes::Notes;
use crate::document::decoded;
use crate::lint::Pointer;

/// Refuses a `$ref` that leads to no schema by its place.
pub fn refuse_target(target: &str, at: &Pointer, notes: &mut Notes) {
    if target.starts_with('#') && !target.starts_with("#/") {
        notes.refuse(
            at,
            format!("`{target}` names a schema by its `$anchor` or from inside of it, which is not followed"),
            "write where it stands: `#/components/schemas/` and its name",
        );
        return;
    }
    notes.refuse(
        at,
        format!("`{target}` is no schema of this document"),
        "point to something under `#/components/schemas`",
    );
}

/// Follows `$ref` inside the document, for everything but schemas (those keep their names).
pub fn resolve<'a>(
    root: &'a Value,
    value: &'a Value,
    at: &Pointer,
    notes: &mut Notes,
) -> Option<&'a Value> {
    let mut value = value;
    // Ten steps are more than any real document takes; a circle takes them all.
    for _ in 0..10 {
        let Some(target) = value.get("$ref").and_then(Value::as_str) else {
            return Some(value);
        };
        match target
            .strip_prefix('#')
            .and_then(|pointer| root.pointer(&decoded(pointer)))
        {
            Some(found) => value = found,
            None => {
                notes.refuse(
                    at,
                    format!("`{target}` leads nowhere in this document"),
                    "point to something under `#/components`",
                );
                return None;
            }
        }
    }
    notes.refuse(
        at,
        "its `$ref` goes round in circles",
        "point to the thing itself",
    );
    None
}
