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
