use std::cell::Cell;

use serde_json::Value;

/// Most values that are tried as one alternative, for each byte of the outermost of them.
const PER_BYTE: usize = 8;

thread_local! {
    /// How many more values may be tried, while one is.
    static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// Tries a value as one alternative; `None` when too many were: alternatives inside of alternatives multiply, and the size of the
/// outermost value bounds the work.
pub(crate) fn attempt<T>(value: &Value, read: impl FnOnce() -> T) -> Option<T> {
    match LEFT.get() {
        None => {
            let _outermost = Outermost;
            LEFT.set(Some(64 + PER_BYTE * bytes(value)));
            Some(read())
        }
        Some(left) => {
            LEFT.set(Some(left.checked_sub(1)?));
            Some(read())
        }
    }
}

/// While the outermost value is tried.
struct Outermost;

impl Drop for Outermost {
    fn drop(&mut self) {
        LEFT.set(None);
    }
}

/// About how many bytes a value was sent in.
fn bytes(value: &Value) -> usize {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => 4,
        Value::String(text) => 2 + text.len(),
        Value::Array(items) => items.iter().map(|item| 2 + bytes(item)).sum(),
        Value::Object(fields) => fields
            .iter()
            .map(|(key, value)| 4 + key.len() + bytes(value))
            .sum(),
    }
}
