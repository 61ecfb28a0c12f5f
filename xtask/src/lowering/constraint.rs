use serde_json::Value;

use super::names::literal;

/// A violation's code is the field's name on the wire: that is what the caller knows it by.
pub fn coded(validate: &[String], key: &str) -> Vec<String> {
    let code = literal(key);
    validate
        .iter()
        .map(|rule| match rule.strip_suffix(')') {
            Some(rule) => format!("{rule}, code = {code})"),
            None => rule.clone(),
        })
        .collect()
}

/// `#[validate(length(...))]` for a pair of bounds.
pub fn length(schema: &Value, least: &str, most: &str, unit: &str) -> Option<String> {
    let bound = |key: &str| schema.get(key).and_then(Value::as_u64);
    let units = |count: u64| {
        if count == 1 {
            unit.to_owned()
        } else {
            format!("{unit}s")
        }
    };
    let (rule, message) = match (bound(least), bound(most)) {
        (Some(min), Some(max)) => (
            format!("min = {min}, max = {max}"),
            format!("must have {min} to {max} {unit}s"),
        ),
        (Some(min), None) => (
            format!("min = {min}"),
            format!("must have at least {min} {}", units(min)),
        ),
        (None, Some(max)) => (
            format!("max = {max}"),
            format!("must have at most {max} {}", units(max)),
        ),
        (None, None) => return None,
    };
    Some(format!("length({rule}, message = {})", literal(&message)))
}

/// `#[validate(range(...))]` for the bounds of a number.
pub fn range(schema: &Value, decimal: bool) -> Option<String> {
    let bound = |key: &str| {
        schema
            .get(key)
            .filter(|value| value.is_number())
            .map(Value::to_string)
    };
    let written = |text: &str| {
        if decimal && !text.contains(['.', 'e', 'E']) {
            format!("{text}.0")
        } else {
            text.to_owned()
        }
    };
    let (rule, message) = match (bound("minimum"), bound("maximum")) {
        (Some(min), Some(max)) => (
            format!("min = {}, max = {}", written(&min), written(&max)),
            format!("must be from {min} to {max}"),
        ),
        (Some(min), None) => (
            format!("min = {}", written(&min)),
            format!("must be at least {min}"),
        ),
        (None, Some(max)) => (
            format!("max = {}", written(&max)),
            format!("must be at most {max}"),
        ),
        (None, None) => return None,
    };
    Some(format!("range({rule}, message = {})", literal(&message)))
}
