//! The properties of an object.

use serde::Serialize;
use serde_json::{Map, Value};

pub(crate) fn properties(
    name: &str,
    object: &impl Serialize,
) -> Result<Map<String, Value>, String> {
    match serde_json::to_value(object) {
        Ok(Value::Object(properties)) => Ok(properties),
        Ok(_) => Err(format!("`{name}` is not an object")),
        Err(error) => Err(format!("`{name}`: {error}")),
    }
}
