use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::hierarchy::Hierarchy;
use crate::document::{self, Kind, Pointer, operations, path_items, walk};
use crate::model::Direction;

/// Which way schemas go, by the `$ref`s that lead to them.
pub struct DirectionAnalysis {
    /// Those with a `readOnly` or `writeOnly` part somewhere: requests and answers see different types.
    one_way: HashSet<String>,
    /// Those that responses are made of.
    in_responses: HashSet<String>,
}

/// What a `$ref` leads to.
struct Target<'d> {
    /// The `$ref`s in it.
    references: Vec<(&'d str, Kind)>,
    /// Whether a schema in it is said to go one way only.
    holds_one_way: bool,
    /// Whether it is said to go one way only itself.
    is_one_way: bool,
}

impl DirectionAnalysis {
    pub fn of(root: &Value, hierarchy: &Hierarchy) -> Self {
        let targets = targets(root, hierarchy);
        let mut from = HashMap::<&str, Vec<&str>>::new();
        for (name, target) in &targets {
            for (inner, _) in &target.references {
                from.entry(*inner).or_default().push(*name);
            }
        }
        let named = |test: &dyn Fn(&Target) -> bool| {
            let found = targets.iter().filter(|(_, target)| test(target));
            found.map(|(name, _)| *name).collect::<Vec<_>>()
        };
        let mut open = named(&|target| target.holds_one_way);
        let mut one_way: HashSet<_> = open.iter().copied().collect();
        // Values of these go one way themselves: only what holds them has two types.
        open.extend(named(&|target| target.is_one_way));
        // What holds such a schema is one itself.
        while let Some(target) = open.pop() {
            for holder in from.get(target).into_iter().flatten() {
                if one_way.insert(*holder) {
                    open.push(*holder);
                }
            }
        }
        Self {
            one_way: one_way.into_iter().map(str::to_owned).collect(),
            in_responses: in_responses(root, &targets),
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

/// Everything that operations are made of by reference.
fn targets<'d>(root: &'d Value, hierarchy: &'d Hierarchy<'_>) -> HashMap<&'d str, Target<'d>> {
    let old = root["openapi"]
        .as_str()
        .unwrap_or_default()
        .starts_with("3.0");
    let mut open = Vec::new();
    for item in path_items(root) {
        open.extend(references(Kind::PathItem, item.value));
    }
    let mut targets = HashMap::new();
    while let Some((name, kind)) = open.pop() {
        if !targets.contains_key(name) {
            let part = document::target(root, name).unwrap_or(&Value::Null);
            let mut target = Target::of(kind, part, old);
            let place = Pointer::of_reference(name).unwrap_or_default();
            if kind == Kind::Schema {
                let members = hierarchy.references(&place).iter();
                let members = members.map(|reference| (reference.as_str(), Kind::Schema));
                target.references.extend(members);
            }
            open.extend(&target.references);
            targets.insert(name, target);
        }
    }
    targets
}

impl<'d> Target<'d> {
    /// In OpenAPI 3.0 (`old`) what stands beside a `$ref` says nothing.
    fn of(kind: Kind, part: &'d Value, old: bool) -> Self {
        let mut target = Self {
            references: Vec::new(),
            holds_one_way: false,
            is_one_way: kind == Kind::Schema && is_one_way(part),
        };
        for (index, node) in walk(kind, part).enumerate() {
            let reference = node.reference();
            let inside = index > 0 && node.kind == Kind::Schema;
            if inside && !target.holds_one_way {
                target.holds_one_way = is_one_way(node.value) && !(old && reference.is_some());
            }
            target
                .references
                .extend(reference.map(|to| (to, node.kind)));
        }
        target
    }
}

fn in_responses(root: &Value, targets: &HashMap<&str, Target>) -> HashSet<String> {
    let mut open = Vec::new();
    for operation in operations(root) {
        let responses = references(Kind::Responses, &operation.value["responses"]);
        open.extend(responses.into_iter().map(|(name, _)| name));
    }
    let mut seen = HashSet::new();
    while let Some(name) = open.pop() {
        if seen.insert(name) {
            let references = targets.get(name).map(|target| &target.references);
            open.extend(references.into_iter().flatten().map(|(inner, _)| *inner));
        }
    }
    seen.into_iter().map(str::to_owned).collect()
}

/// Every `$ref` inside, and what it leads to.
fn references(kind: Kind, part: &Value) -> Vec<(&str, Kind)> {
    let nodes = walk(kind, part);
    nodes
        .filter_map(|node| Some((node.reference()?, node.kind)))
        .collect()
}

fn is_one_way(schema: &Value) -> bool {
    let says = |key: &str| schema.get(key) == Some(&Value::Bool(true));
    says("readOnly") || says("writeOnly")
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
        let analysis = DirectionAnalysis::of(&document, &Hierarchy::of(&document));
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
