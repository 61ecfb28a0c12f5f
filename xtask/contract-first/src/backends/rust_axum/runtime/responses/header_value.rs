use axum::http::HeaderValue;
use serde_json::Value;

use crate::rejection::Rejection;

/// A value as a header has it.
pub(crate) fn header_value(value: Value) -> Result<HeaderValue, Rejection> {
    HeaderValue::try_from(text(value)).map_err(|_| Rejection::Internal)
}

fn text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        Value::Array(items) => {
            let items = items.into_iter().map(|value| item(&text(value)));
            items.collect::<Vec<_>>().join(",")
        }
        other => other.to_string(),
    }
}

/// An item of a list: what would separate or change it is percent-encoded.
fn item(text: &str) -> String {
    let hex = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_hexdigit);
    let bytes = text.as_bytes();
    let mut written = String::new();
    for (at, character) in text.char_indices() {
        match character {
            ',' => written.push_str("%2C"),
            '%' if hex(bytes.get(at + 1)) && hex(bytes.get(at + 2)) => written.push_str("%25"),
            other => written.push(other),
        }
    }
    written
}
