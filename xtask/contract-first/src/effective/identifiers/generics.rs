//! Plain generics: a schema with a `$dynamicRef` in it, and schemas that refer to it and say what that means.

use serde_json::{Map, Value};

use super::resources::Resources;
use super::rewrite::reference_to;
use crate::document::{Kind, Pointer, Size, reference, walk};

type Schema = Map<String, Value>;

/// Most values that the copies of one document may have.
const MAX_VALUES: usize = 200_000;

/// Gives each schema that binds a `$dynamicAnchor` for the schema that it refers to a copy of that one, in which the `$dynamicRef` is a
/// `$ref` to what is bound.
pub fn write_generics(document: &mut Value) {
    let Some(resources) = Resources::of(document) else {
        return;
    };
    let mut bindings: Vec<_> = walk(Kind::Document, document)
        .filter(|node| node.kind == Kind::Schema)
        .filter_map(|node| binding(document, &resources, node.value, &node.pointer()))
        .collect();
    let mut left = MAX_VALUES;
    bindings.retain(|binding| {
        let size = Size::of(&binding.copy).values;
        let fits = size <= left;
        left -= size.min(left);
        fits
    });
    for binding in bindings {
        if let Some(Value::Object(schema)) = document.pointer_mut(binding.at.as_str()) {
            let place = binding.at.descend(&["$defs", &binding.name]);
            schema.insert("$ref".to_owned(), reference_to(&place).into());
            if let Some(Value::Object(parts)) = schema.get_mut("$defs") {
                parts.insert(binding.name, binding.copy);
            }
        }
    }
}

/// A generic schema with what it is made of.
struct Binding {
    /// Where the schema is that binds.
    at: Pointer,
    /// The key of the copy among its `$defs`.
    name: String,
    copy: Value,
}

/// What a schema binds in the one that it refers to.
fn binding(
    document: &Value,
    resources: &Resources,
    schema: &Value,
    at: &Pointer,
) -> Option<Binding> {
    let to = reference(schema)?;
    let parts = schema.get("$defs")?.as_object()?;
    let bound: Schema = parts
        .iter()
        .filter_map(|(key, part)| {
            let anchor = part.get("$dynamicAnchor")?.as_str()?;
            let place = at.descend(&["$defs", key]);
            Some((anchor.to_owned(), reference_to(&place).into()))
        })
        .collect();
    let place = resources.target(document, to, at)?;
    if bound.is_empty() || !resources.is_root(&place) || at.is_within(&place) {
        return None;
    }
    let mut copy = place.get(document)?.clone();
    let mut changed = false;
    for node in walk(Kind::Schema, place.get(document)?) {
        let inner = node.pointer();
        let steps = inner.steps();
        let steps: Vec<_> = steps.iter().map(String::as_str).collect();
        let whole = place.descend(&steps);
        let written = if let Some(dynamic) = node.value.get("$dynamicRef") {
            let anchor = dynamic.as_str()?.strip_prefix('#')?;
            changed |= bound.contains_key(anchor);
            bound.get(anchor).cloned()
        } else {
            // What the original refers to by its own names, the copy refers to by place.
            let target = node
                .reference()
                .and_then(|to| resources.target(document, to, &whole));
            target.map(|target| reference_to(&target).into())
        };
        if let Some(Value::Object(schema)) = copy.pointer_mut(inner.as_str()) {
            for name in ["$id", "$anchor", "$dynamicAnchor", "$dynamicRef"] {
                let replaced = name != "$dynamicRef" || written.is_some();
                replaced.then(|| schema.shift_remove(name));
            }
            schema.extend(written.map(|written| ("$ref".to_owned(), written)));
        }
    }
    let name = place.steps().pop().unwrap_or_default();
    (changed && !parts.contains_key(&name)).then_some(Binding {
        at: at.clone(),
        name,
        copy,
    })
}
