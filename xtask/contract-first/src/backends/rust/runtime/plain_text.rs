//! A value as one text.

use serde_json::Value;

/// Strings as they are, all others as JSON.
pub(crate) fn plain_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}
