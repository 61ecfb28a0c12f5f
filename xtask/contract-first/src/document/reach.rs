use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::{Map, Value};

use super::kind::Kind;
use super::operations::{OperationNode, is_method, operations};
use super::pointer::Pointer;
use super::walk::{Node, walk};

/// A place that something refers to, and what is there.
type Place = (Pointer, Kind);

/// Which operations each part of a document belongs to.
pub struct Reach<'d> {
    document: &'d Value,
    operations: Vec<OperationNode<'d>>,
    /// By place: the operations that lead there through their references.
    reached: HashMap<Pointer, BTreeSet<usize>>,
}

impl<'d> Reach<'d> {
    pub fn of(document: &'d Value) -> Self {
        let mut reach = Self {
            document,
            operations: Vec::new(),
            reached: HashMap::new(),
        };
        let mut known = HashMap::new();
        for operation in operations(document) {
            reach.operations.push(operation);
            let mut start = targets(Kind::Operation, operation.value);
            let shared = Kind::PathItem.child("parameters");
            start.extend(targets(shared, &operation.item.value["parameters"]));
            start.extend(schemes(document, operation.value));
            reach.follow(start, &mut known);
        }
        reach
    }

    /// The operations, by path and method, that a place is part of; `None` for a part of the document as a whole.
    pub fn operations(&self, pointer: &Pointer) -> Option<Vec<(&'d str, &'d str)>> {
        let steps = pointer.steps();
        let steps: Vec<_> = steps.iter().map(String::as_str).collect();
        let mut indices: BTreeSet<usize> = match steps.as_slice() {
            ["paths", _, method, ..] if is_method(method) => {
                self.indices(|operation| pointer.overlaps(&operation.at()))
            }
            ["paths", path, ..] => self.indices(|operation| operation.path() == *path),
            ["components", _, ..] | ["webhooks", ..] => BTreeSet::new(),
            ["security", ..] => self.indices(|operation| operation.value.get("security").is_none()),
            _ => return None,
        };
        for (place, operations) in &self.reached {
            if pointer.overlaps(place) {
                indices.extend(operations);
            }
        }
        let named = indices.into_iter().map(|index| {
            let operation = self.operations[index];
            (operation.path(), operation.method)
        });
        Some(named.collect())
    }

    fn indices(&self, test: impl Fn(OperationNode<'d>) -> bool) -> BTreeSet<usize> {
        let numbered = self.operations.iter().enumerate();
        numbered
            .filter(|(_, operation)| test(**operation))
            .map(|(index, _)| index)
            .collect()
    }

    /// Notes every place that the operation added last leads to.
    fn follow(&mut self, start: Vec<Place>, known: &mut HashMap<Place, Vec<Place>>) {
        let index = self.operations.len() - 1;
        let mut open = start;
        let mut seen = HashSet::new();
        while let Some(place) = open.pop() {
            if !seen.insert(place.clone()) {
                continue;
            }
            self.reached
                .entry(place.0.clone())
                .or_default()
                .insert(index);
            let next = known.entry(place).or_insert_with_key(|(pointer, kind)| {
                let part = pointer.get(self.document).unwrap_or(&Value::Null);
                targets(*kind, part)
            });
            open.extend(next.iter().cloned());
        }
    }
}

/// What a part refers to directly.
fn targets(kind: Kind, part: &Value) -> Vec<Place> {
    let mut targets = Vec::new();
    for node in walk(kind, part) {
        let pointer = node.reference().and_then(Pointer::of_reference);
        targets.extend(pointer.map(|pointer| (pointer, node.kind)));
        targets.extend(mapped(&node));
    }
    targets
}

/// The schemas that a discriminator's mapping names: by reference, or by their names among the components.
fn mapped(node: &Node) -> Vec<Place> {
    let mapping = (node.kind == Kind::Schema).then(|| &node.value["discriminator"]["mapping"]);
    let named = mapping.and_then(Value::as_object).into_iter();
    let named = named.flat_map(Map::values).filter_map(Value::as_str);
    let place = |text: &str| {
        let named = || Pointer::from("/components/schemas").child(text);
        Pointer::of_reference(text).unwrap_or_else(named)
    };
    named.map(|text| (place(text), Kind::Schema)).collect()
}

/// The security schemes that an operation asks for.
fn schemes(document: &Value, operation: &Value) -> Vec<Place> {
    let security = operation.get("security").or(document.get("security"));
    let alternatives = security.and_then(Value::as_array).into_iter().flatten();
    let names = alternatives
        .filter_map(Value::as_object)
        .flat_map(Map::keys);
    let place = |name: &String| Pointer::from("/components/securitySchemes").child(name);
    names
        .map(|name| (place(name), Kind::SecurityScheme))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn document() -> Value {
        let response =
            |name: &str| json!({ "200": { "$ref": format!("#/components/responses/{name}") } });
        let schema = |name: &str| json!({ "content": { "a/b": { "schema": { "$ref": format!("#/components/schemas/{name}") } } } });
        json!({
            "security": [{ "key": [] }],
            "paths": {
                "/a": {
                    "parameters": [{ "$ref": "#/components/parameters/Id" }],
                    "get": { "responses": response("A") },
                    "put": { "security": [], "requestBody": schema("B"), "responses": {} }
                },
                "/b": { "get": { "security": [{ "other": [] }], "responses": response("B") } }
            },
            "components": {
                "parameters": { "Id": { "schema": { "$ref": "#/components/schemas/Id" } } },
                "responses": { "A": schema("A"), "B": { "headers": { "x-a": { "$ref": "#/components/headers/A" } } } },
                "headers": { "A": {} },
                "schemas": {
                    "A": { "properties": { "b": { "items": { "$ref": "#/components/schemas/B/properties/b" } } } },
                    "B": { "properties": { "b": {}, "c": {} }, "discriminator": { "propertyName": "b", "mapping": { "c": "C" } } },
                    "C": { "example": { "$ref": "#/components/schemas/D" } },
                    "D": {}, "Id": {}
                },
                "securitySchemes": { "key": {}, "other": {} }
            }
        })
    }

    #[test]
    fn a_part_belongs_to_the_operations_that_lead_to_it() {
        let document = document();
        let reach = Reach::of(&document);
        let [get_a, put_a, get_b] = [("/a", "get"), ("/a", "put"), ("/b", "get")];
        for (pointer, operations) in [
            ("/paths/~1a/get/responses/200", vec![get_a]),
            ("/paths/~1a/parameters/0", vec![get_a, put_a]),
            ("/components/schemas/Id/type", vec![get_a, put_a]),
            ("/components/schemas/A", vec![get_a]),
            (
                "/components/schemas/B/properties/b/type",
                vec![get_a, put_a],
            ),
            ("/components/schemas/B/properties/c/type", vec![put_a]),
            ("/components/schemas/C", vec![put_a]),
            ("/components/schemas/D", vec![]),
            ("/components/schemas", vec![get_a, put_a]),
            ("/components/headers/A/schema", vec![get_b]),
            ("/components/securitySchemes/key", vec![get_a]),
            ("/components/securitySchemes/other", vec![get_b]),
            ("/security/0", vec![get_a]),
        ] {
            assert_eq!(
                reach.operations(&pointer.into()),
                Some(operations),
                "{pointer}"
            );
        }
        for whole in ["", "/openapi", "/info/title", "/paths", "/components"] {
            assert_eq!(reach.operations(&whole.into()), None, "{whole}");
        }
    }
}
