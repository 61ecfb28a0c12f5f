use std::collections::HashMap;

use serde_json::Value;

use crate::document::{Pointer, reference, resolve};

/// Where schemas that have names are.
pub const COMPONENTS: &str = "/components/schemas";

/// The component schemas that are made of a schema by `allOf`: the place of the schema, and their keys.
pub fn children(root: &Value) -> HashMap<Pointer, Vec<&str>> {
    let mut children: HashMap<Pointer, Vec<&str>> = HashMap::new();
    let schemas = root["components"]["schemas"].as_object();
    for (key, schema) in schemas.into_iter().flatten() {
        let parts = schema.get("allOf").and_then(Value::as_array);
        for part in parts.into_iter().flatten() {
            let at = Pointer::default();
            if reference(part).is_some()
                && let Ok(parent) = resolve(root, part, &at)
            {
                children.entry(parent.at).or_default().push(key);
            }
        }
    }
    children
}
