use serde_json::Value;

use super::notes::Notes;
use crate::document::{self, Pointer, ReferenceError};

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
    match document::resolve(root, value) {
        Ok(found) => return Some(found),
        Err(ReferenceError::Nowhere(target)) => notes.refuse(
            at,
            format!("`{target}` leads nowhere in this document"),
            "point to something under `#/components`",
        ),
        Err(ReferenceError::Endless) => notes.refuse(
            at,
            "its `$ref` goes round in circles",
            "point to the thing itself",
        ),
    }
    None
}
