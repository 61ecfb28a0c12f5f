//! Objects as pairs: `name[part]=value`.

use serde_json::Value;

use crate::pair::pair;
use crate::plain_text::plain_text;

/// The pairs of a value, its parts in brackets; null has none. Items of lists are numbered, or plain ones repeat the name.
pub(crate) fn bracketed(name: &str, value: &Value, numbered: bool, pairs: &mut Vec<String>) {
    match value {
        Value::Null => {}
        Value::Object(parts) => {
            for (part, value) in parts {
                bracketed(&format!("{name}[{part}]"), value, numbered, pairs);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let repeats = !numbered && !item.is_object() && !item.is_array();
                if repeats {
                    bracketed(name, item, numbered, pairs);
                } else {
                    bracketed(&format!("{name}[{index}]"), item, numbered, pairs);
                }
            }
        }
        value => pairs.push(pair(name, &plain_text(value))),
    }
}
