use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::document::{self, Kind, operations, walk};
use crate::model::Direction;

/// Which way schemas go, by the `$ref`s that lead to them.
pub struct DirectionAnalysis {
    /// Those with a `readOnly` or `writeOnly` part somewhere: requests and answers see different types.
    one_way: HashSet<String>,
    /// Those that responses are made of.
    in_responses: HashSet<String>,
}

impl DirectionAnalysis {
    pub fn of(root: &Value) -> Self {
        let mut from = HashMap::<String, Vec<String>>::new();
        let mut open = Vec::new();
        references(Kind::Document, root, &mut open);
        let mut one_way = HashSet::new();
        // Values of these go one way themselves: only what holds them has two types.
        let mut marked = Vec::new();
        let mut seen = HashSet::new();
        let old = root["openapi"]
            .as_str()
            .unwrap_or_default()
            .starts_with("3.0");
        while let Some((target, kind)) = open.pop() {
            if !seen.insert(target.clone()) {
                continue;
            }
            let part = document::target(root, &target).unwrap_or(&Value::Null);
            if holds_one_way(kind, part, old) {
                one_way.insert(target.clone());
            }
            if kind == Kind::Schema && is_one_way(part) {
                marked.push(target.clone());
            }
            let mut next = Vec::new();
            references(kind, part, &mut next);
            for inner in next {
                let holders = from.entry(inner.0.clone()).or_default();
                holders.push(target.clone());
                open.push(inner);
            }
        }
        // What holds such a schema is one itself.
        let mut open: Vec<_> = one_way.iter().cloned().chain(marked).collect();
        while let Some(target) = open.pop() {
            for holder in from.get(&target).into_iter().flatten() {
                if one_way.insert(holder.clone()) {
                    open.push(holder.clone());
                }
            }
        }
        Self {
            one_way,
            in_responses: in_responses(root),
        }
    }

    /// The direction that tells two types of a schema apart, where there are two.
    pub fn variant_for(&self, target: &str, direction: Direction) -> Option<Direction> {
        self.one_way.contains(target).then_some(direction)
    }

    /// Whether responses are made of it.
    pub fn is_in_responses(&self, target: &str) -> bool {
        self.in_responses.contains(target)
    }
}

fn in_responses(root: &Value) -> HashSet<String> {
    let mut open = Vec::new();
    for operation in operations(root) {
        references(Kind::Responses, &operation.value["responses"], &mut open);
    }
    let mut seen = HashSet::new();
    while let Some((target, kind)) = open.pop() {
        if !seen.contains(&target) {
            let part = document::target(root, &target).unwrap_or(&Value::Null);
            references(kind, part, &mut open);
            seen.insert(target);
        }
    }
    seen
}

/// Every `$ref` inside, and what it leads to.
fn references(kind: Kind, part: &Value, found: &mut Vec<(String, Kind)>) {
    found.extend(
        walk(kind, part).filter_map(|node| Some((node.reference()?.to_owned(), node.kind))),
    );
}

fn is_one_way(schema: &Value) -> bool {
    let says = |key: &str| schema.get(key) == Some(&Value::Bool(true));
    says("readOnly") || says("writeOnly")
}

/// Whether a schema inside is said to go one way only; in OpenAPI 3.0 (`old`) what stands beside a `$ref` says nothing.
fn holds_one_way(kind: Kind, part: &Value, old: bool) -> bool {
    let inside = walk(kind, part).skip(1);
    let mut schemas = inside.filter(|node| node.kind == Kind::Schema);
    schemas.any(|node| is_one_way(node.value) && !(old && node.reference().is_some()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_holds_a_one_way_schema_has_two_types() {
        let of = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
        let holds = |name: &str| json!({ "properties": { "a": of(name) } });
        let document = json!({
            "openapi": "3.1.0",
            "paths": { "/a": { "post": {
                "requestBody": { "content": { "application/json": { "schema": of("Outer") } } },
                "responses": { "200": { "content": { "application/json": { "schema": of("Plain") } } } } } } },
            "components": { "schemas": {
                "Outer": holds("Inner"), "Inner": holds("Id"), "Plain": holds("Text"),
                "Id": { "type": "string", "readOnly": true }, "Text": { "type": "string" } } },
        });
        let analysis = DirectionAnalysis::of(&document);
        let variant = |name: &str| {
            let target = format!("#/components/schemas/{name}");
            analysis.variant_for(&target, Direction::Request)
        };
        assert_eq!(variant("Outer"), Some(Direction::Request));
        assert_eq!(variant("Inner"), Some(Direction::Request));
        // Its own values go one way: one type is enough.
        assert_eq!(
            (variant("Id"), variant("Plain"), variant("Text")),
            (None, None, None)
        );
        assert!(analysis.is_in_responses("#/components/schemas/Text"));
        assert!(!analysis.is_in_responses("#/components/schemas/Outer"));
    }
}
