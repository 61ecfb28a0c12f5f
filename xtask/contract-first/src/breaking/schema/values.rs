//! Values of JSON as JSON Schema compares them: numbers by what they are, objects without order.

use serde_json::Value;

use super::decimal::Decimal;

/// Whether two values are the same to JSON Schema (2020-12, section 4.2.2).
pub fn equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            one == other || Decimal::from(one) == Decimal::from(other)
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| equal(a, b))
        }
        (Value::Object(one), Value::Object(other)) => {
            let same = |(key, value): (&String, &Value)| {
                other.get(key).is_some_and(|found| equal(value, found))
            };
            one.len() == other.len() && one.iter().all(same)
        }
        _ => one == other,
    }
}

pub fn contains(values: &[Value], value: &Value) -> bool {
    values.iter().any(|known| equal(known, value))
}

/// Those of `values` that are not in `others`, each once.
pub fn without<'v>(values: &'v [Value], others: &[Value]) -> Vec<&'v Value> {
    let mut left: Vec<&Value> = Vec::new();
    for value in values.iter().filter(|value| !contains(others, value)) {
        if !left.iter().any(|known| equal(known, value)) {
            left.push(value);
        }
    }
    left
}

/// Values in a line, the first few of many.
pub fn listed<'v>(values: impl IntoIterator<Item = &'v Value>) -> String {
    const MAX_SHOWN: usize = 8;
    let texts: Vec<String> = values.into_iter().map(shortened).collect();
    match texts.len().checked_sub(MAX_SHOWN) {
        Some(more @ 1..) => format!("{} and {more} more", texts[..MAX_SHOWN].join(", ")),
        _ => texts.join(", "),
    }
}

/// A value as JSON, the beginning of a long one.
pub fn shortened(value: &Value) -> String {
    const MAX_WIDTH: usize = 80;
    let text = value.to_string();
    match text.char_indices().nth(MAX_WIDTH) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_compared_as_json_schema_says() {
        let number = |text: &str| serde_json::from_str::<Value>(text).unwrap();
        assert!(equal(&number("1.0"), &number("1")));
        assert!(equal(
            &json!({"a": 1, "b": [2]}),
            &json!({"b": [2], "a": 1})
        ));
        assert!(!equal(&json!("1"), &json!(1)));
        assert!(!equal(&json!([1, 2]), &json!([2, 1])));
        let all = [json!(1), json!(2), number("2.0"), json!(3)];
        assert_eq!(without(&all, &[json!(1)]), [&json!(2), &json!(3)]);
        assert_eq!(
            listed(&vec![json!(1); 10]),
            "1, 1, 1, 1, 1, 1, 1, 1 and 2 more"
        );
    }
}
