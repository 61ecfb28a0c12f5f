use std::collections::HashSet;

use super::rule::keeps_all;
use crate::model::{Constraint, ObjectRule, TypeDef, TypeKind, TypeRef, TypeRegistry};

/// The types whose values are checked beyond what their type says: they, or something inside of them.
pub fn checked_types(types: &TypeRegistry) -> HashSet<usize> {
    let mut holders = vec![Vec::new(); types.types.len()];
    let mut open = Vec::new();
    for (id, named) in types.types.iter().enumerate() {
        // The variants of a union are checked while the union is read.
        if matches!(named.definition, TypeDef::Union(_)) {
            continue;
        }
        let mut held = Vec::new();
        // Where this stops early, the type is checked anyway: what else it holds does not matter.
        let constrained = named
            .definition
            .shapes()
            .into_iter()
            .any(|shape| is_constrained(types, shape, &mut held));
        // Other rules are checked while values are read.
        let of_fields = |rule: &ObjectRule| !matches!(rule, ObjectRule::Rule(_));
        let ruled = matches!(&named.definition, TypeDef::Struct { rules, .. } if rules.iter().any(of_fields));
        if constrained || ruled {
            open.push(id);
        }
        held.into_iter().for_each(|inner| holders[inner].push(id));
    }
    let mut checked = HashSet::new();
    while let Some(id) = open.pop() {
        if checked.insert(id) {
            open.extend(&holders[id]);
        }
    }
    checked
}

/// Whether something is asked of values of a shape, or of their items; `held` gets the type that it names.
fn is_constrained(types: &TypeRegistry, shape: &TypeRef, held: &mut Vec<usize>) -> bool {
    let inside = match &shape.kind {
        TypeKind::Array(inner) | TypeKind::Map(inner) => is_constrained(types, inner, held),
        TypeKind::Named(id) => {
            held.push(*id);
            false
        }
        _ => false,
    };
    let is_checked = |constraint: &Constraint| {
        !matches!(constraint, Constraint::Rule(_)) || keeps_all(types, shape)
    };
    inside || shape.constraints.iter().any(is_checked)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::read::contract;

    /// The names of the checked types among the schemas of a document whose operation takes `A`.
    fn checked(schemas: serde_json::Value) -> Vec<String> {
        let of = json!({ "$ref": "#/components/schemas/A" });
        let body = json!({ "content": { "application/json": { "schema": of } } });
        let operation = json!({ "operationId": "send", "requestBody": body, "responses": {} });
        let reading = contract(&json!({
            "openapi": "3.1.0",
            "info": { "title": "T", "version": "1" },
            "paths": { "/a": { "post": operation } },
            "components": { "schemas": schemas },
        }));
        let types = &reading.contract.types;
        let mut names: Vec<_> = checked_types(types)
            .into_iter()
            .map(|id| types.types[id].source.clone())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn what_holds_a_checked_type_is_checked_but_for_unions() {
        let of = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
        let holds = |names: &[&str]| {
            let properties: serde_json::Map<_, _> = names
                .iter()
                .map(|name| ((*name).to_owned(), of(name)))
                .collect();
            json!({ "type": "object", "properties": properties })
        };
        let schemas = |last: serde_json::Value| {
            json!({
                "A": holds(&["B", "U"]),
                "B": { "type": "object", "properties": { "a": of("A"), "list": { "type": "array", "items": of("C") } } },
                "C": last,
                "U": { "oneOf": [of("C"), { "type": "string" }] },
            })
        };
        assert_eq!(
            checked(schemas(
                json!({ "type": "object", "properties": { "z": { "type": "string", "maxLength": 3 } } })
            )),
            ["A", "B", "C"]
        );
        assert_eq!(
            checked(schemas(
                json!({ "type": "object", "properties": { "z": {} }, "minProperties": 1 })
            )),
            ["A", "B", "C"]
        );
        assert_eq!(
            checked(schemas(
                json!({ "type": "object", "properties": { "z": { "type": "string" } } })
            )),
            [""; 0]
        );
    }
}
