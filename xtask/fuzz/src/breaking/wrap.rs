//! A schema inside of another, where its values count in the same way.

use serde_json::{Map, Value, json};

use super::choices::Choices;
use super::effect::SchemaPair;

/// `components.schemas` of both sides.
#[derive(Default)]
pub struct Components {
    pub old: Map<String, Value>,
    pub new: Map<String, Value>,
}

/// Puts a change some levels further inside.
pub fn wrapped(choices: &mut Choices, leaf: SchemaPair, components: &mut Components) -> SchemaPair {
    let levels = choices.below(4);
    (0..levels).fold(leaf, |inner, _| wrap(choices, inner, components))
}

fn wrap(choices: &mut Choices, inner: SchemaPair, components: &mut Components) -> SchemaPair {
    match choices.below(13) {
        0 => inner.map(|inner| json!({ "type": "object", "properties": { "p": inner, "q": { "type": "string" } } })),
        1 => inner.map(|inner| json!({ "type": "object", "properties": { "p": inner }, "required": ["p"] })),
        2 => inner.map(|inner| json!({ "type": "array", "items": inner })),
        3 => inner.map(|inner| json!({ "type": "object", "additionalProperties": inner })),
        4 => inner.map(|inner| json!({ "anyOf": [{ "type": "boolean" }, inner] })),
        // Alternatives that overlap are another matter.
        5 if inner.old["type"].is_string() && inner.new["type"].is_string() => {
            inner.map(|inner| json!({ "oneOf": [inner, { "type": "boolean" }] }))
        }
        6 => inner.map(|inner| json!({ "allOf": [inner, { "description": "More." }] })),
        7 => inner.map(|inner| json!({ "type": "array", "prefixItems": [{ "type": "string" }, inner] })),
        8 => inner.map(|inner| json!({ "type": "object", "patternProperties": { "^p": inner } })),
        9 => inner.map(|inner| {
            let part = json!({ "type": "object", "properties": { "p": inner } });
            json!({ "allOf": [part, { "properties": { "q": { "type": "integer" } }, "required": ["q"] }] })
        }),
        10 => inner.map(|inner| {
            let kind = |name: &str, inner: Value| json!({ "type": "object", "properties": { "kind": { "const": name }, "p": inner }, "required": ["kind"] });
            json!({ "oneOf": [kind("a", inner), kind("b", json!({ "type": "string" }))] })
        }),
        11 => named(inner, components, |inner, _| inner),
        _ => named(inner, components, |inner, itself| {
            json!({ "type": "object", "properties": { "value": inner, "next": itself } })
        }),
    }
}

/// A schema among the components, which may lead to itself.
fn named(
    inner: SchemaPair,
    components: &mut Components,
    schema: impl Fn(Value, Value) -> Value,
) -> SchemaPair {
    let name = format!("S{}", components.old.len());
    let reference = json!({ "$ref": format!("#/components/schemas/{name}") });
    let sides = [
        (&mut components.old, inner.old),
        (&mut components.new, inner.new),
    ];
    for (side, inner) in sides {
        side.insert(name.clone(), schema(inner, reference.clone()));
    }
    SchemaPair {
        old: reference.clone(),
        new: reference,
        effect: inner.effect,
    }
}
