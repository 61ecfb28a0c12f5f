//! A property of a form that is one JSON text.

use serde_json::Value;

use crate::pair::pair;

pub(crate) fn as_json(name: &str, value: &Value) -> Result<Vec<String>, String> {
    Ok(vec![pair(name, &value.to_string())])
}
