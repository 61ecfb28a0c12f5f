use serde_json::Value;

use super::{references, schema};
use crate::lint::Finding;

/// What the OpenAPI specification forbids in `document`, in the document's order of discovery.
pub fn findings(document: &Value) -> Vec<Finding> {
    let mut findings = schema::findings(document);
    findings.extend(references::findings(document));
    findings
}
