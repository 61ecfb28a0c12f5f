use serde::Serialize;
use serde_json::Value;

use crate::backend::names::{NameAllocator, literal};
use crate::backend::rust::names as rust;
use crate::text::markdown::code;

/// Below it, every whole number is a binary fraction of its own.
const EXACT: i128 = 1 << 53;

/// A value of an enumeration.
#[derive(Serialize)]
pub struct EnumVariant {
    pub name: String,
    /// The value in a doc comment.
    shown: String,
    literal: String,
    /// What of a JSON value is true when it is this one.
    test: String,
    /// The method of a serializer that writes it.
    write: String,
}

/// The values of an enumeration.
pub fn variants(values: &[Value]) -> Vec<EnumVariant> {
    let mut names = NameAllocator::default();
    let variants = values.iter().map(|value| variant(value, &mut names));
    variants.collect()
}

fn variant(value: &Value, names: &mut NameAllocator) -> EnumVariant {
    let text = shown(value);
    let name = match text.strip_prefix('-') {
        Some(rest) if value.is_number() => names.allocate(&rust::VARIANT, &format!("minus {rest}")),
        _ => names.allocate(&rust::VARIANT, &text),
    };
    let (test, write) = match value {
        Value::String(text) => (
            format!("as_str() == Some({})", literal(text)),
            format!("str({})", literal(text)),
        ),
        Value::Bool(value) => (
            format!("as_bool() == Some({value})"),
            format!("bool({value})"),
        ),
        value => number(value),
    };
    EnumVariant {
        name,
        shown: code(&match value {
            Value::String(text) => literal(text),
            _ => text.clone(),
        }),
        literal: literal(&text),
        test,
        write,
    }
}

/// How a number is tested and written.
fn number(value: &Value) -> (String, String) {
    let float = value.as_f64().map(|number| format!("{number:?}"));
    let float = float.unwrap_or_default();
    let whole = value.as_i64().map(|whole| ("i64", i128::from(whole)));
    let whole = whole.or(value.as_u64().map(|whole| ("u64", whole.into())));
    match whole {
        // As binary fractions, some of these would be equal.
        Some((kind, whole)) if whole.abs() >= EXACT => (
            format!("as_{kind}() == Some({whole})"),
            format!("{kind}({whole})"),
        ),
        Some((kind, whole)) => (
            format!("as_f64() == Some({float})"),
            format!("{kind}({whole})"),
        ),
        None => (
            format!("as_f64() == Some({float})"),
            format!("f64({float})"),
        ),
    }
}

/// A value as people write it: strings without quotation marks.
pub fn shown(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
