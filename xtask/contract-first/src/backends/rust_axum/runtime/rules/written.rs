use serde::Serialize;
use serde_json::Value;

/// A value as it was sent, of a type that keeps all of it.
pub(crate) fn written<T: Serialize>(value: &T) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}
