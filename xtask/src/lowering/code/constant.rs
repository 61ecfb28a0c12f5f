use serde_json::{Value, json};

use crate::lowering::names::{NameAllocator, literal, rust};
use crate::text::markdown::code;

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
        let number = value.as_f64().map(|number| format!("{number:?}"));
        let (test, write) = match value {
            Value::String(text) => (format!("as_str() == Some({})", literal(text)), format!("str({})", literal(text))),
            Value::Bool(value) => (format!("as_bool() == Some({value})"), format!("bool({value})")),
            value => (
                format!("as_f64() == Some({})", number.clone().unwrap_or_default()),
                match value.as_i64() {
                    Some(integer) => format!("i64({integer})"),
                    None => format!("f64({})", number.unwrap_or_default()),
                },
            ),
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
