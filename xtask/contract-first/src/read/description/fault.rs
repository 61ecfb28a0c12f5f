//! What is said of a part that cannot be read.

use serde_json::Value;

use super::part::Part;
use super::reader::Reader;
use crate::diagnostic::constructs::{document as rows, schema};
use crate::document::{
    ChainError, MAX_REFERENCES, PathItemError, Pointer, ReferenceError, follow, reference,
};

impl<'d> Reader<'d> {
    /// That a part is of another form than it must be.
    pub(super) fn wrong(&mut self, part: &Part<'d>, expected: &str) {
        let steps = part.at.steps();
        let name = steps
            .last()
            .map_or("the document".to_owned(), |last| format!("`{last}`"));
        let reason = format!("{name} must be {expected}, not {}", form(part.value));
        self.invalid(&part.at, &reason);
    }

    /// That a part says what OpenAPI does not know.
    pub(super) fn invalid(&mut self, at: &Pointer, reason: &str) {
        let version = self.root["openapi"].as_str().unwrap_or_default();
        let reason = format!("not valid OpenAPI {version}: {reason}");
        self.faults.push(rows::NOT_VALID.at(at).because(reason));
    }

    /// That something is missing in a part.
    pub(super) fn missing(&mut self, part: &Part<'d>, key: &str) {
        self.invalid(&part.at, &format!("`{key}` is missing"));
    }

    /// That a `$ref` of a part cannot be followed.
    pub(super) fn unresolved(&mut self, at: &Pointer, error: ReferenceError) {
        let at = at.child("$ref");
        self.faults.push(match error {
            ReferenceError::Nowhere(target) if target.starts_with('#') => rows::DANGLING_REFERENCE
                .at(at)
                .because(format!("`{target}` leads nowhere")),
            ReferenceError::Nowhere(target) => rows::EXTERNAL_REFERENCE
                .at(at)
                .because(format!("`{target}` leads to another document")),
            ReferenceError::Endless => {
                let part = at.parent().get(self.root);
                let reference = part.and_then(reference).unwrap_or_default();
                rows::ENDLESS_REFERENCE
                    .at(at)
                    .because(match follow(self.root, reference) {
                        Some(ChainError::Cycle) => format!("`{reference}` leads back to itself"),
                        _ => format!(
                            "`{reference}` leads through more than {MAX_REFERENCES} references"
                        ),
                    })
            }
        });
    }

    /// That a `$ref` leads to something else than must stand there.
    pub(super) fn misled(&mut self, at: &Pointer, target: &str, expected: &str) {
        let reason = format!("`{target}` is not {expected}");
        let at = at.child("$ref");
        self.faults.push(match expected {
            "a schema" => schema::REFERENCE_TO_NO_SCHEMA.at(at).because(reason),
            _ => rows::DANGLING_REFERENCE.at(at).because(reason),
        });
    }

    /// That a `mapping` names no schema.
    pub(super) fn unmapped(&mut self, at: &Pointer, target: &str) {
        let reason = format!("`{target}` is not a schema of this document");
        self.faults
            .push(rows::DANGLING_REFERENCE.at(at).because(reason));
    }

    /// That a path item cannot be put together.
    pub(super) fn broken_path_item(&mut self, at: &Pointer, fault: &PathItemError) {
        let reference = at.child("$ref");
        self.faults.push(match fault {
            PathItemError::Nowhere => rows::DANGLING_REFERENCE.at(reference),
            PathItemError::Cycle => rows::ENDLESS_PATH_ITEM.at(reference),
            PathItemError::TooLong => rows::ENDLESS_PATH_ITEM.at(reference).because(format!(
                "this path item leads through more than {MAX_REFERENCES} others"
            )),
            PathItemError::Conflict(key) => rows::PATH_ITEM_CONFLICT.at(at.child(key)).because(format!(
                "`{key}` is also in the path item that `$ref` names, and OpenAPI does not say which one counts"
            )),
        });
    }

    pub(super) fn too_large(&mut self, at: &Pointer, limit: usize) {
        let reason = format!(
            "the document has more than {limit} parts once its references are followed; the limit was reached here"
        );
        self.faults
            .push(schema::TOO_MANY_VALUES.at(at).because(reason));
    }
}

/// What a value is, in words.
fn form(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
