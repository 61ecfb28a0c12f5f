use serde_json::Value;

use super::schema::Scalar;
use super::{references, schema};
use crate::diagnostic::Diagnostic;
use crate::document::Pointer;
use crate::stack::with_room;

/// What the OpenAPI specification forbids in `document`, in the document's order of discovery.
pub fn findings(document: &Value) -> Vec<Diagnostic> {
    with_room(|| {
        let mut findings = schema::findings(document);
        findings.extend(references::findings(document));
        findings
    })
}

/// Texts, numbers and booleans that must be another of them, and which.
pub fn scalar_faults(document: &Value) -> Vec<(Pointer, Scalar)> {
    with_room(|| schema::scalars(document))
}
