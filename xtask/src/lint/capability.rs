use serde_json::Value;

use super::finding::Finding;

/// Everything in the effective document that the lowering cannot carry over.
pub fn lint(effective: &Value) -> Vec<Finding> {
    crate::lowering::lower(effective).findings
}
