//! Values of enumerations.

use serde_json::Value;

/// Whether two values are the same, numbers by what they are worth.
pub(crate) fn same_value(one: &Value, other: &Value) -> bool {
    // As binary fractions, some large integers would be equal.
    one == other || (one.is_f64() || other.is_f64()) && one.as_f64() == other.as_f64()
}
