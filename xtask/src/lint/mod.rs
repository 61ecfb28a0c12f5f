//! The capability lint: what the pipe cannot do right is refused, with the way out.

mod finding;

pub use finding::{Finding, Pointer};

use serde_json::Value;

/// Everything in the effective document that the lowering cannot carry over.
pub fn lint(effective: &Value) -> Vec<Finding> {
    crate::lowering::lower(effective).findings
}
