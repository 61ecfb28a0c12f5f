use serde_json::Value;

use super::names::literal;
use crate::lint::{Finding, Pointer};

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
pub fn length(
    schema: &Value,
    [least, most]: [&str; 2],
    unit: &str,
    at: &Pointer,
    findings: &mut Vec<Finding>,
) -> Option<String> {
    let mut bound = |key: &str| {
        let value = schema.get(key)?;
        let count = whole(value);
        if count.is_none() {
            findings.push(Finding::new(
                &at.child(key),
                format!("{value} is no count"),
                "use a whole number",
            ));
        }
        count
    };
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

/// `#[validate(range(...))]` for the bounds of a number of this Rust type.
pub fn range(
    schema: &Value,
    rust: &str,
    at: &Pointer,
    findings: &mut Vec<Finding>,
) -> Option<String> {
    let mut bound = |key: &str| {
        let number = schema
            .get(key)
            .filter(|value| value.is_number())?
            .to_string();
        let written = written(&number, rust);
        if written.is_none() {
            findings.push(Finding::new(
                &at.child(key),
                format!("{number} is no {rust}"),
                "use a bound that the type can hold",
            ));
        }
        Some((number, written?))
    };
    let (rule, message) = match (bound("minimum"), bound("maximum")) {
        (Some((min, least)), Some((max, most))) => (
            format!("min = {least}, max = {most}"),
            format!("must be from {min} to {max}"),
        ),
        (Some((min, least)), None) => (format!("min = {least}"), format!("must be at least {min}")),
        (None, Some((max, most))) => (format!("max = {most}"), format!("must be at most {max}")),
        (None, None) => return None,
    };
    Some(format!("range({rule}, message = {})", literal(&message)))
}

/// A whole number in any spelling: `5.0` is one too (JSON Schema 2020-12, 4.2.1).
fn whole(value: &Value) -> Option<u64> {
    let plain = value.as_u64();
    plain.or_else(|| {
        let number = value.as_f64()?;
        let fits = number.fract() == 0.0 && (0.0..=9e15).contains(&number);
        fits.then(|| format!("{number:.0}").parse().ok())?
    })
}

/// A bound as a literal of the type; `None` when the type cannot hold it.
fn written(number: &str, rust: &str) -> Option<String> {
    match rust {
        "i32" => number.parse::<i32>().ok().map(|bound| bound.to_string()),
        "i64" => number.parse::<i64>().ok().map(|bound| bound.to_string()),
        _ => number
            .parse::<f64>()
            .ok()
            .filter(|bound| bound.is_finite())
            .map(|bound| format!("{bound:?}")),
    }
}
