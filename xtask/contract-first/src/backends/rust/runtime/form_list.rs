//! A property of a form whose items are one text.

use serde_json::Value;

use crate::joined::joined;
use crate::pair::pair;
use crate::percent::encoded;
use crate::plain_text::plain_text;

/// What is no list is as it is.
pub(crate) fn separated(name: &str, value: &Value, separator: &str) -> Result<Vec<String>, String> {
    let Value::Array(items) = value else {
        return Ok(vec![pair(name, &plain_text(value))]);
    };
    let items: Vec<_> = items.iter().map(plain_text).collect();
    let text = joined(name, &items, separator)?;
    Ok(vec![format!("{}={text}", encoded(name))])
}
