use std::collections::BTreeSet;

use serde_json::Value;

use super::reference::named_schema;
use super::schema::{components, is_object};

/// Names of the schemas whose Rust types would have no end: a struct that holds itself with no `Vec` or map between, or an alias that
/// stands for itself.
pub fn cyclic(root: &Value) -> BTreeSet<String> {
    let endless = |name: &String, next: &dyn Fn(&str) -> Vec<String>| {
        let mut open = next(name);
        let mut seen = BTreeSet::new();
        while let Some(other) = open.pop() {
            if &other == name {
                return true;
            }
            if seen.insert(other.clone()) {
                open.extend(next(&other));
            }
        }
        false
    };
    let schema = |name: &str| &root["components"]["schemas"][name];
    let held = |name: &str| directly(schema(name));
    let aliased = |name: &str| {
        if is_object(schema(name)) {
            Vec::new()
        } else {
            anywhere(schema(name))
        }
    };
    components(root)
        .map(|(name, _)| name)
        .filter(|name| endless(name, &held) || endless(name, &aliased))
        .cloned()
        .collect()
}

/// The named schemas that a value of this one holds in itself.
fn directly(schema: &Value) -> Vec<String> {
    let properties = schema.get("properties").and_then(Value::as_object);
    let parts = properties
        .into_iter()
        .flat_map(|properties| properties.values());
    parts.chain([schema]).filter_map(named_schema).collect()
}

/// The named schemas that an alias of this one names.
fn anywhere(schema: &Value) -> Vec<String> {
    let inner = ["items", "additionalProperties"]
        .into_iter()
        .filter_map(|key| schema.get(key));
    inner
        .flat_map(anywhere)
        .chain(named_schema(schema))
        .collect()
}
