//! Texts, numbers and booleans that are written as another of them: `version: 1.0`, `required: "true"`.

use serde_json::{Number, Value};

use super::action::Fix;
use crate::validity::{Scalar, scalar_faults};

/// Converts each to the type that it must have, where that is unambiguous.
pub fn fixes(document: &Value) -> Vec<Fix> {
    let faults = scalar_faults(document).into_iter();
    let fixes = faults.filter_map(|(at, wanted)| {
        let value = coerced(at.get(document)?, wanted)?;
        let reason = format!("It must be {}.", word(wanted));
        Some(Fix::put(at, value, reason))
    });
    fixes.collect()
}

fn word(wanted: Scalar) -> &'static str {
    match wanted {
        Scalar::Text => "a string, and is written without quotes",
        Scalar::Number => "a number, and is written in quotes",
        Scalar::Boolean => "a boolean, and is written in quotes",
    }
}

fn coerced(value: &Value, wanted: Scalar) -> Option<Value> {
    match (wanted, value) {
        (Scalar::Text, Value::Number(_) | Value::Bool(_)) => Some(value.to_string().into()),
        (Scalar::Number, Value::String(text)) => {
            Some(Value::Number(serde_json::from_str::<Number>(text).ok()?))
        }
        (Scalar::Boolean, Value::String(text)) => match text.as_str() {
            "true" => Some(true.into()),
            "false" => Some(false.into()),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_is_certain_is_written_anew() {
        let number: Value = serde_json::from_str("1.0").unwrap();
        assert_eq!(coerced(&number, Scalar::Text), Some(json!("1.0")));
        assert_eq!(coerced(&json!(true), Scalar::Text), Some(json!("true")));
        assert_eq!(coerced(&json!("12"), Scalar::Number), Some(json!(12)));
        assert_eq!(coerced(&json!("true"), Scalar::Boolean), Some(json!(true)));
        for (value, wanted) in [
            (json!(null), Scalar::Text),
            (json!({}), Scalar::Text),
            (json!("twelve"), Scalar::Number),
            (json!("1 2"), Scalar::Number),
            (json!("yes"), Scalar::Boolean),
            (json!(1), Scalar::Boolean),
        ] {
            assert_eq!(coerced(&value, wanted), None, "{value}");
        }
    }
}
