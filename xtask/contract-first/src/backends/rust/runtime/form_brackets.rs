//! A property of a form whose parts are in brackets.

use serde_json::Value;

use crate::brackets::bracketed;

pub(crate) fn in_brackets(name: &str, value: &Value) -> Result<Vec<String>, String> {
    let mut pairs = Vec::new();
    bracketed(name, value, true, &mut pairs);
    Ok(pairs)
}
