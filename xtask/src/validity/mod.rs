//! Is the effective document valid OpenAPI? Against the official schemas, in `xtask/schemas`.

mod references;
mod schema;

pub use references::decoded;

use serde_json::Value;

use crate::lint::Finding;

/// What the OpenAPI specification forbids in `document`, in the document's order of discovery.
pub fn findings(document: &Value) -> Vec<Finding> {
    let mut findings = schema::findings(document);
    findings.extend(references::findings(document));
    findings
}
