use serde_json::{Map, Value, json};

use super::choices::Choices;
use super::contract::Usage;
use super::effect::Writer;
use super::random_schema::{components, mutated, schema};
use super::sample::Sampler;
use super::verdict::compared;

/// How many values are tried for each pair that is said to be safe.
const SAMPLES: usize = 24;

/// Two schemas at random; panics when one is said to be a safe change of the other, and a value that the writer may send is refused by
/// the other side. Gives whether they are said to be safe and a valid value was tried.
pub fn sampled(input: &[u8]) -> bool {
    let mut choices = Choices::of(input);
    let usage = match choices.once_in(2) {
        true => Usage::RequestBody,
        false => Usage::Response,
    };
    let schemas = components(&mut choices);
    let old = schema(&mut choices, 3);
    let mut new_schemas = schemas.clone();
    let new = match choices.below(4) {
        0 => schema(&mut choices, 3),
        1 => {
            for schema in new_schemas.values_mut() {
                *schema = mutated(&mut choices, schema);
            }
            old.clone()
        }
        _ => mutated(&mut choices, &old),
    };
    let before = usage.document(old.clone(), schemas.clone());
    let after = usage.document(new.clone(), new_schemas.clone());
    if compared(&before, &after).is_none_or(|found| found.breaks) {
        return false;
    }
    let (old, new) = (alone(old, schemas), alone(new, new_schemas));
    let (sent, accepted) = match usage.writer() {
        Writer::Caller => (&old, &new),
        Writer::Service => (&new, &old),
    };
    let [sends, accepts] = [sent, accepted]
        .map(|schema| jsonschema::draft202012::new(schema).expect("the schemas are valid"));
    let mut tried = false;
    let sampler = Sampler { document: sent };
    for _ in 0..SAMPLES {
        let value = sampler.value(&mut choices, &[sent], 4);
        if !sends.is_valid(&value) {
            continue;
        }
        tried = true;
        assert!(
            accepts.is_valid(&value),
            "safe, but {value} is refused now ({usage:?})\nold: {old}\nnew: {new}"
        );
    }
    tried
}

/// A schema with those that it refers to.
fn alone(schema: Value, schemas: Map<String, Value>) -> Value {
    let mut schema = json!({ "allOf": [schema] });
    schema["components"] = json!({ "schemas": schemas });
    schema
}
