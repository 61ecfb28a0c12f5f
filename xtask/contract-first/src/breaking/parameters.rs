//! Parameters that only moved between a path and its operations, which the engine takes for removed and added.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::change::{Change, Kind};
use super::pair::Pair;
use super::usage::{Entry, resolved};

/// `in` and `name` of a parameter: what it is known by.
type Key = (String, String);

/// Whether every parameter that the change adds or removes is the same before and after in each operation that has it.
pub fn only_moved(change: &Change, pair: &Pair<'_>) -> bool {
    if !["Parameter", "ParameterList"].contains(&change.of.as_str())
        || change.kind == Kind::Modified
    {
        return false;
    }
    let place = change.place();
    let document = if change.is_gone() {
        &pair.old
    } else {
        &pair.new
    };
    let keys: Vec<Key> = match &place.value {
        Some(Value::Array(list)) => list
            .iter()
            .map(|parameter| key(resolved(document.value, parameter)))
            .collect(),
        Some(parameter) => vec![key(resolved(document.value, parameter))],
        None => return false,
    };
    let affected = document.usage.operations(&place.pointer);
    let mut both = pair
        .operations()
        .filter(|(old, new)| {
            let operation = if change.is_gone() { old } else { new };
            affected.contains(&operation.operation)
        })
        .peekable();
    both.peek().is_some()
        && both.all(|(old, new)| {
            let (old, new) = (
                effective(pair.old.value, old),
                effective(pair.new.value, new),
            );
            keys.iter()
                .all(|key| old.contains_key(key) && old.get(key) == new.get(key))
        })
}

/// The parameters of an operation: those of its path, unless it has its own of the same name.
fn effective(document: &Value, entry: &Entry<'_>) -> BTreeMap<Key, Map<String, Value>> {
    [&entry.item["parameters"], &entry.value["parameters"]]
        .into_iter()
        .filter_map(Value::as_array)
        .flatten()
        .map(|parameter| resolved(document, parameter))
        .map(|parameter| {
            let mut bare = parameter.as_object().cloned().unwrap_or_default();
            bare.remove("description");
            (key(parameter), bare)
        })
        .collect()
}

fn key(parameter: &Value) -> Key {
    let text = |name: &str| parameter[name].as_str().unwrap_or_default().to_owned();
    let name = if parameter["in"] == "header" {
        text("name").to_ascii_lowercase()
    } else {
        text("name")
    };
    (text("in"), name)
}
