use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::contract::METHODS;
use crate::validity::decoded;

/// Which way values go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    Request,
    Answer,
}

/// Which way schemas go, by the `$ref`s that lead to them.
pub struct Flow {
    /// Those with a `readOnly` or `writeOnly` part somewhere: requests and answers see different types.
    one_way: HashSet<String>,
    /// Those that answers are made of.
    answered: HashSet<String>,
}

impl Flow {
    pub fn of(root: &Value) -> Self {
        let mut from = HashMap::<String, Vec<String>>::new();
        let mut open = Vec::new();
        references(root, &mut open);
        let mut one_way = HashSet::new();
        let mut seen = HashSet::new();
        while let Some(target) = open.pop() {
            if !seen.insert(target.clone()) {
                continue;
            }
            let schema = at(root, &target);
            if schema.is_some_and(has_one_way) {
                one_way.insert(target.clone());
            }
            let mut next = Vec::new();
            schema.inspect(|schema| references(schema, &mut next));
            for inner in next {
                from.entry(inner.clone()).or_default().push(target.clone());
                open.push(inner);
            }
        }
        // What holds such a schema is one itself.
        let mut open: Vec<_> = one_way.iter().cloned().collect();
        while let Some(target) = open.pop() {
            for holder in from.get(&target).into_iter().flatten() {
                if one_way.insert(holder.clone()) {
                    open.push(holder.clone());
                }
            }
        }
        Self {
            one_way,
            answered: answered(root),
        }
    }

    /// The direction that tells two types of a schema apart, where there are two.
    pub fn matters(&self, target: &str, direction: Direction) -> Option<Direction> {
        self.one_way.contains(target).then_some(direction)
    }

    /// Whether answers are made of it.
    pub fn answers(&self, target: &str) -> bool {
        self.answered.contains(target)
    }
}

fn answered(root: &Value) -> HashSet<String> {
    let mut open = Vec::new();
    for item in root["paths"]
        .as_object()
        .into_iter()
        .flat_map(|paths| paths.values())
    {
        for operation in METHODS.iter().filter_map(|method| item.get(method)) {
            references(&operation["responses"], &mut open);
        }
    }
    let mut seen = HashSet::new();
    while let Some(target) = open.pop() {
        if !seen.contains(&target) {
            at(root, &target).inspect(|inner| references(inner, &mut open));
            seen.insert(target);
        }
    }
    seen
}

fn at<'v>(root: &'v Value, target: &str) -> Option<&'v Value> {
    root.pointer(&decoded(target.strip_prefix('#')?))
}

/// Every `$ref` inside.
fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(entries) => {
            found.extend(
                entries
                    .get("$ref")
                    .and_then(Value::as_str)
                    .map(str::to_owned),
            );
            entries.values().for_each(|inner| references(inner, found));
        }
        Value::Array(items) => items.iter().for_each(|inner| references(inner, found)),
        _ => {}
    }
}

/// Whether something inside is said to go one way only.
fn has_one_way(value: &Value) -> bool {
    match value {
        Value::Object(entries) => {
            let says = |key: &str| entries.get(key) == Some(&Value::Bool(true));
            says("readOnly") || says("writeOnly") || entries.values().any(has_one_way)
        }
        Value::Array(items) => items.iter().any(has_one_way),
        _ => false,
    }
}
