use serde_json::{Map, Value};

use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::schema;
use crate::document::Pointer;
use crate::model::{Constraint, IntegerWidth, TypeKind, TypeRef};

/// How far above the largest integer of 64 bits a bound may be that means it: writers that know binary fractions only round it.
const ROUNDED: i128 = 1024;

/// An integer as its format says, else of 64 bits; a format without a meaning here is an annotation.
pub fn integer(
    schema: &Map<String, Value>,
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) -> TypeRef {
    let bound = |key: &str, round: fn(f64) -> f64| {
        let number = schema.get(key).filter(|value| value.is_number())?;
        let whole = number.to_string().parse().ok();
        // Past all integers of the type, a rounded bound means the same as the exact one.
        whole.or_else(|| Some(round(number.as_f64()?) as i128))
    };
    let inner = |key: &str, round, step| bound(key, round).map(|value| value + step);
    let low = [
        inner("minimum", f64::ceil, 0),
        inner("exclusiveMinimum", f64::floor, 1),
    ];
    let high = [
        inner("maximum", f64::floor, 0),
        inner("exclusiveMaximum", f64::ceil, -1),
    ];
    let low = low.into_iter().flatten().max();
    let high = high.into_iter().flatten().min();
    let format = schema.get("format").and_then(Value::as_str);
    let width = format.and_then(IntegerWidth::of_format).unwrap_or_else(|| {
        let above = IntegerWidth::I64.most() + ROUNDED..=IntegerWidth::U64.most() + 2 * ROUNDED;
        match (low, high) {
            (Some(0..), Some(high)) if above.contains(&high) => IntegerWidth::U64,
            (_, Some(high)) if above.contains(&high) => {
                diagnostics.add(schema::INTEGER_TOO_WIDE.at(at).because(format!(
                    "no type of 64 bits holds both integers below 0 and {high}"
                )));
                IntegerWidth::I64
            }
            _ => IntegerWidth::I64,
        }
    });
    let (kind, least, most) = (TypeKind::Integer(width), width.least(), width.most());
    // Bounds outside of the type are kept by the type.
    let low = low.filter(|low| *low > least);
    let high = high.filter(|high| *high < most);
    if low.unwrap_or(least) > high.unwrap_or(most)
        || low.is_some_and(|low| low > most)
        || high.is_some_and(|high| high < least)
    {
        diagnostics.add(schema::EMPTY_RANGE.at(at));
        return TypeRef::of(kind);
    }
    let mut constraints = Vec::new();
    if low.is_some() || high.is_some() {
        constraints.push(Constraint::Integers {
            minimum: low,
            maximum: high,
        });
    }
    if let Some(step) = schema.get("multipleOf") {
        match step
            .as_f64()
            .filter(|step| step.fract() == 0.0 && (1.0..=2_147_483_647.0).contains(step))
        {
            Some(1.0) => {}
            Some(step) => constraints.push(Constraint::MultipleOfInteger(step as i128)),
            None => diagnostics.add(
                schema::INTEGER_STEP
                    .at(at.child("multipleOf"))
                    .because(format!("integers in steps of {step}")),
            ),
        }
    }
    TypeRef::with(kind, constraints)
}

/// A number with a fraction.
pub fn number(schema: &Map<String, Value>, at: &Pointer, diagnostics: &mut Diagnostics) -> TypeRef {
    let mut bound = |key: &str| {
        let number = schema.get(key)?.as_number()?;
        let finite = number.as_f64().is_some_and(f64::is_finite);
        if !finite {
            diagnostics.add(
                schema::BOUND_TOO_LARGE
                    .at(at.child(key))
                    .because(format!("{number} is more than a number of 64 bits can be")),
            );
        }
        finite.then(|| number.clone())
    };
    let mut constraints = Vec::new();
    let (minimum, maximum) = (bound("minimum"), bound("maximum"));
    if minimum.is_some() || maximum.is_some() {
        constraints.push(Constraint::Numbers { minimum, maximum });
    }
    constraints.extend(bound("exclusiveMinimum").map(Constraint::ExclusiveMinimum));
    constraints.extend(bound("exclusiveMaximum").map(Constraint::ExclusiveMaximum));
    constraints.extend(bound("multipleOf").map(Constraint::MultipleOf));
    TypeRef::with(TypeKind::Number, constraints)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::read::schema::testing::read;

    fn integers(schema: Value) -> (TypeKind, Vec<Constraint>) {
        let read = read(schema);
        assert_eq!(read.found, []);
        (read.shape.kind, read.shape.constraints)
    }

    fn between(minimum: Option<i128>, maximum: Option<i128>) -> Vec<Constraint> {
        vec![Constraint::Integers { minimum, maximum }]
    }

    #[test]
    fn a_bound_that_the_type_keeps_is_not_checked() {
        use IntegerWidth::{I32, I64, U8, U64};
        for (schema, width, constraints) in [
            (json!({}), I64, Vec::new()),
            (json!({ "format": "unknown" }), I64, Vec::new()),
            (
                json!({ "format": "int32", "minimum": -3e9 }),
                I32,
                Vec::new(),
            ),
            (
                json!({ "format": "uint8", "minimum": 0, "maximum": 255 }),
                U8,
                Vec::new(),
            ),
            (json!({ "minimum": 1 }), I64, between(Some(1), None)),
            (
                json!({ "exclusiveMinimum": 1, "exclusiveMaximum": 9 }),
                I64,
                between(Some(2), Some(8)),
            ),
            (
                json!({ "minimum": 0.5, "maximum": 2.5 }),
                I64,
                between(Some(1), Some(2)),
            ),
            (
                json!({ "minimum": 0, "maximum": 18446744073709551615u64 }),
                U64,
                Vec::new(),
            ),
            (
                json!({ "multipleOf": 5 }),
                I64,
                vec![Constraint::MultipleOfInteger(5)],
            ),
            (json!({ "multipleOf": 1 }), I64, Vec::new()),
        ] {
            let mut schema = schema;
            schema["type"] = "integer".into();
            let expected = (TypeKind::Integer(width), constraints);
            assert_eq!(integers(schema.clone()), expected, "{schema}");
        }
    }

    #[test]
    fn what_no_integer_or_no_type_fits_is_found() {
        for (schema, construct, place) in [
            (
                json!({ "minimum": 2, "maximum": 1 }),
                &schema::EMPTY_RANGE,
                "/here",
            ),
            (
                json!({ "minimum": -1, "maximum": 1e19 }),
                &schema::INTEGER_TOO_WIDE,
                "/here",
            ),
            (
                json!({ "multipleOf": 0.5 }),
                &schema::INTEGER_STEP,
                "/here/multipleOf",
            ),
        ] {
            let mut schema = schema;
            schema["type"] = "integer".into();
            let expected = [(construct.code.0, place.to_owned())];
            assert_eq!(read(schema.clone()).found, expected, "{schema}");
        }
    }

    #[test]
    fn numbers_keep_how_their_bounds_are_written() {
        let text =
            r#"{ "type": "number", "minimum": 0.50, "exclusiveMaximum": 1e2, "multipleOf": 0.01 }"#;
        let read = read(serde_json::from_str(text).unwrap());
        let number = |text: &str| text.parse().unwrap();
        let expected = [
            Constraint::Numbers {
                minimum: Some(number("0.50")),
                maximum: None,
            },
            Constraint::ExclusiveMaximum(number("1e2")),
            Constraint::MultipleOf(number("0.01")),
        ];
        assert_eq!(read.shape.kind, TypeKind::Number);
        assert_eq!(read.shape.constraints, expected);
    }
}
