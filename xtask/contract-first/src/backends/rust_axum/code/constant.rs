use serde_json::{Value, json};

use crate::backend::names::{NameAllocator, literal};
use crate::backend::rust::names as rust;
use crate::text::markdown::code;

/// Below it, every whole number is a binary fraction of its own.
const EXACT: i128 = 1 << 53;

/// The `x-rust` entries of the values of an enumeration.
pub fn variants(values: &[Value]) -> Value {
    let mut names = NameAllocator::default();
    let variants = values.iter().map(|value| {
        let text = shown(value);
        let name = match text.strip_prefix('-') {
            Some(rest) if value.is_number() => {
                names.allocate(&rust::VARIANT, &format!("minus {rest}"))
            },
            _ => names.allocate(&rust::VARIANT, &text),
        };
        let number = value.as_f64().map(|number| format!("{number:?}")).unwrap_or_default();
        let (test, write) = match value {
            Value::String(text) => (format!("as_str() == Some({})", literal(text)), format!("str({})", literal(text))),
            Value::Bool(value) => (format!("as_bool() == Some({value})"), format!("bool({value})")),
            value => {
                let whole = value.as_i64().map(|whole| ("i64", i128::from(whole)));
                let whole = whole.or(value.as_u64().map(|whole| ("u64", whole.into())));
                let (test, write) = match whole {
                    // As binary fractions, some of these would be equal.
                    Some((kind, whole)) if whole.abs() >= EXACT => (
                        format!("as_{kind}() == Some({whole})"),
                        format!("{kind}({whole})"),
                    ),
                    Some((kind, whole)) => (
                        format!("as_f64() == Some({number})"),
                        format!("{kind}({whole})"),
                    ),
                    None => (format!("as_f64() == Some({number})"), format!("f64({number})")),
                };
                (test, write)
            }
        };
        json!({ "name": name, "shown": code(&if value.is_string() { literal(&text) } else { text.clone() }), "literal": literal(&text), "test": test, "write": write })
    });
    variants.collect::<Vec<_>>().into()
}

/// A value as people write it: strings without quotation marks.
pub fn shown(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
