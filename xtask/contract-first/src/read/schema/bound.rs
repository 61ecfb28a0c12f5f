use serde_json::{Map, Value};

use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::schema;
use crate::document::Pointer;
use crate::model::Count;

/// A pair of keywords that bound a count: `minLength` and `maxLength` for instance. `None` when they say nothing.
pub fn count(
    schema: &Map<String, Value>,
    [least, most]: [&str; 2],
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) -> Option<Count> {
    let mut bound = |key: &str| {
        let value = schema.get(key)?;
        let count = whole(value);
        if count.is_none() {
            diagnostics.add(
                schema::BOUND_NOT_A_COUNT
                    .at(at.child(key))
                    .because(format!("{value} is too large for a length or count")),
            );
        }
        count
    };
    let (least, most) = (bound(least).unwrap_or(0), bound(most));
    let says_something = least > 0 || most.is_some();
    says_something.then_some(Count { least, most })
}

/// A whole number in any spelling: `5.0` is one too (JSON Schema 2020-12, 4.2.1).
pub fn whole(value: &Value) -> Option<u64> {
    let plain = value.as_u64();
    plain.or_else(|| {
        let number = value.as_f64()?;
        let fits = number.fract() == 0.0 && (0.0..=9e15).contains(&number);
        fits.then(|| format!("{number:.0}").parse().ok())?
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn counts_are_whole_numbers_in_any_spelling() {
        for (value, expected) in [
            (json!(5), Some(5)),
            (json!(5.0), Some(5)),
            (json!(5e0), Some(5)),
            (json!(0), Some(0)),
            (json!(5.5), None),
            (json!(-1), None),
            (json!(1e300), None),
            (json!("5"), None),
        ] {
            assert_eq!(whole(&value), expected, "{value}");
        }
    }

    #[test]
    fn bounds_that_ask_nothing_are_none() {
        let of = |schema: Value| {
            let schema = schema.as_object().cloned().unwrap_or_default();
            let mut diagnostics = Diagnostics::default();
            let keys = ["minItems", "maxItems"];
            let found = count(&schema, keys, &"".into(), &mut diagnostics);
            (found, diagnostics.found.len())
        };
        let counted = |least, most| Some(Count { least, most });
        assert_eq!(of(json!({})), (None, 0));
        assert_eq!(of(json!({ "minItems": 0 })), (None, 0));
        assert_eq!(of(json!({ "minItems": 2 })), (counted(2, None), 0));
        assert_eq!(of(json!({ "maxItems": 0 })), (counted(0, Some(0)), 0));
        assert_eq!(of(json!({ "maxItems": 1.5 })), (None, 1));
    }
}
