//! Changes of one schema with a known effect on its values.

use serde_json::{Map, Value, json};

use super::choices::Choices;
use super::effect::{Effect, SchemaPair};

/// A change that leaves the type as it is, or not.
pub fn leaf(choices: &mut Choices) -> SchemaPair {
    match choices.below(6) {
        0 => same(choices),
        1 => apart(choices),
        2 => property(choices),
        _ => {
            let (wide, narrow) = narrower(choices);
            let widens = choices.once_in(2);
            SchemaPair::of(wide, narrow, widens)
        }
    }
}

/// A schema, and one that accepts some of its values only.
fn narrower(choices: &mut Choices) -> (Value, Value) {
    let low = choices.below(4);
    let high = low + 1 + choices.below(4);
    let (low, high) = (json!(low), json!(high));
    let of = |base: Value, key: &str, wide: Option<&Value>, narrow: &Value| {
        let with = |value: Option<&Value>| {
            let mut schema = base.clone();
            if let Some(value) = value {
                schema[key] = value.clone();
            }
            schema
        };
        (with(wide), with(Some(narrow)))
    };
    let text = json!({ "type": "string" });
    let number = json!({ "type": choices.pick(&["integer", "number"]) });
    let list = json!({ "type": "array", "items": { "type": "string" } });
    let named = json!({ "type": "object", "properties": { "a": { "type": "string" }, "b": { "type": "integer" } } });
    let any_bound = choices.once_in(3);
    let lower = Some(&low).filter(|_| !any_bound);
    let upper = Some(&high).filter(|_| !any_bound);
    match choices.below(19) {
        0 => of(text, "minLength", lower, &high),
        1 => of(text, "maxLength", upper, &low),
        2 => of(number, "minimum", lower, &high),
        3 => of(number, "maximum", upper, &low),
        4 => of(number, "exclusiveMinimum", lower, &high),
        5 => of(number, "exclusiveMaximum", upper, &low),
        6 => of(
            number,
            "multipleOf",
            Some(&json!(2)).filter(|_| !any_bound),
            &json!(6),
        ),
        7 => of(text, "pattern", None, &json!("^[ab]+$")),
        8 => of(
            text,
            "enum",
            Some(&json!(["a", "b", "c"])).filter(|_| !any_bound),
            &json!(["c", "a"]),
        ),
        9 => of(list, "minItems", lower, &high),
        10 => of(list, "maxItems", upper, &low),
        11 => of(list, "uniqueItems", None, &json!(true)),
        12 => of(
            named,
            "required",
            Some(&json!(["a"])).filter(|_| !any_bound),
            &json!(["a", "b"]),
        ),
        13 => of(named, "minProperties", None, &json!(1)),
        14 => of(named, "maxProperties", None, &json!(1)),
        15 => (json!({ "type": ["string", "null"] }), text),
        16 => (json!({ "type": ["string", "integer"] }), text),
        17 => (json!({ "type": "number" }), json!({ "type": "integer" })),
        _ => (json!({ "anyOf": [text, list] }), text),
    }
}

/// Two spellings of the same.
fn same(choices: &mut Choices) -> SchemaPair {
    let named = |entries: &[(&str, &str)]| {
        let entries = entries
            .iter()
            .map(|(name, kind)| ((*name).to_owned(), json!({ "type": kind })));
        json!({ "type": "object", "properties": Map::from_iter(entries) })
    };
    let (one, other) = match choices.below(13) {
        0 => (json!({ "enum": ["a"] }), json!({ "const": "a" })),
        1 => (
            json!({ "type": ["string", "null"] }),
            json!({ "anyOf": [{ "type": "null" }, { "type": "string" }] }),
        ),
        2 => (
            json!({ "type": "string" }),
            json!({ "type": "string", "minLength": 0 }),
        ),
        3 => (
            json!({ "type": "array" }),
            json!({ "type": "array", "items": {}, "minItems": 0, "uniqueItems": false }),
        ),
        4 => (
            json!({ "type": "object" }),
            json!({ "type": "object", "additionalProperties": true, "required": [] }),
        ),
        5 => (
            named(&[("a", "string"), ("b", "integer")]),
            named(&[("b", "integer"), ("a", "string")]),
        ),
        6 => (
            json!({ "type": "integer", "minimum": 1 }),
            json!({ "type": "integer", "exclusiveMinimum": 0 }),
        ),
        7 => (
            json!({ "enum": ["a", "b"] }),
            json!({ "type": "string", "enum": ["b", "a", "b"] }),
        ),
        8 => (
            json!({ "type": ["string", "integer"] }),
            json!({ "oneOf": [{ "type": "integer" }, { "type": "string" }] }),
        ),
        9 => (
            json!({ "type": "number", "minimum": 1 }),
            json!({ "type": "number", "minimum": 1.0 }),
        ),
        10 => (
            named(&[("a", "string"), ("b", "integer")]),
            json!({ "allOf": [named(&[("a", "string")]), named(&[("b", "integer")])] }),
        ),
        11 => (
            json!({ "type": "integer", "multipleOf": 1 }),
            json!({ "type": "integer" }),
        ),
        _ => (
            json!({ "type": "string", "maximum": 3 }),
            json!({ "type": "string" }),
        ),
    };
    let (old, new) = match choices.once_in(2) {
        true => (one, other),
        false => (other, one),
    };
    let effect = Effect::Same;
    SchemaPair { old, new, effect }
}

/// Values went and others came.
fn apart(choices: &mut Choices) -> SchemaPair {
    let (old, new) = match choices.below(6) {
        0 => (json!({ "type": "string" }), json!({ "type": "integer" })),
        1 => (json!({ "enum": ["a", "b"] }), json!({ "enum": ["b", "c"] })),
        2 => (json!({ "const": 1 }), json!({ "const": 2 })),
        3 => (
            json!({ "type": "integer", "minimum": 1, "maximum": 5 }),
            json!({ "type": "integer", "minimum": 3, "maximum": 9 }),
        ),
        4 => (
            json!({ "type": "array", "items": { "type": "string" } }),
            json!({ "type": "object" }),
        ),
        _ => (
            json!({ "type": ["string", "null"] }),
            json!({ "type": ["string", "integer"] }),
        ),
    };
    let effect = Effect::Apart;
    SchemaPair { old, new, effect }
}

/// Properties come and go.
fn property(choices: &mut Choices) -> SchemaPair {
    let with = |names: &[&str], required: &[&str]| {
        let entries = names
            .iter()
            .map(|name| ((*name).to_owned(), json!({ "type": "string" })));
        json!({ "type": "object", "properties": Map::from_iter(entries), "required": required })
    };
    let (old, new, effect) = match choices.below(5) {
        0 => (
            with(&["a"], &[]),
            with(&["a", "b"], &[]),
            Effect::PropertyAdded,
        ),
        1 => (
            with(&["a", "b"], &["a"]),
            with(&["a"], &["a"]),
            Effect::PropertyRemoved,
        ),
        2 => (
            with(&["a", "b"], &[]),
            with(&["a", "c"], &[]),
            Effect::PropertyRemoved,
        ),
        3 => (
            with(&["a", "b"], &["b"]),
            with(&["a", "c"], &["c"]),
            Effect::PropertyRemoved,
        ),
        _ => (
            with(&["a"], &[]),
            with(&["a", "b"], &["b"]),
            Effect::Narrower,
        ),
    };
    SchemaPair { old, new, effect }
}
