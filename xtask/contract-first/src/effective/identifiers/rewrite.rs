use std::collections::HashSet;

use serde_json::Value;

use super::generics::write_generics;
use super::resources::Resources;
use crate::document::{Kind, Pointer, reference, target, walk};

/// The keywords that name a schema, or that refer to one by such a name.
const NAMES: [&str; 5] = ["$anchor", "$dynamicAnchor", "$dynamicRef", "$id", "$self"];

/// Writes each `$ref` by the name of a schema as a place of the document, and removes the names that are of no more use. One that leads
/// nowhere stays, with the `$id` that it is relative to.
pub fn rewrite_identifiers(document: &mut Value) {
    // OpenAPI 3.0 has no names for schemas, and nearly no document uses them.
    let old = document["openapi"].as_str().unwrap_or_default();
    if old.starts_with("3.0") || !mentions_names(document) {
        return;
    }
    write_generics(document);
    let Some(resources) = Resources::of(document) else {
        return;
    };
    let mut found = Found::default();
    for node in walk(Kind::Document, document).filter(|node| node.kind == Kind::Schema) {
        found.look_at(document, &resources, node.value, &node.pointer());
    }
    for (at, keyword, place) in found.references {
        if let Some(Value::Object(schema)) = document.pointer_mut(at.as_str()) {
            schema.shift_remove(keyword);
            schema.insert("$ref".to_owned(), reference_to(&place).into());
        }
    }
    for at in found.named {
        let Some(Value::Object(schema)) = document.pointer_mut(at.as_str()) else {
            continue;
        };
        if !found.open.contains(&at) {
            schema.shift_remove("$id");
        }
        schema.shift_remove("$anchor");
        if !found.is_dynamic {
            schema.shift_remove("$dynamicAnchor");
        }
    }
}

/// What is to be changed.
#[derive(Default)]
struct Found {
    /// Where a reference stands, its keyword, and the place that it means.
    references: Vec<(Pointer, &'static str, Pointer)>,
    /// The schemas with names.
    named: Vec<Pointer>,
    /// The schemas whose `$id` a reference needs that leads nowhere.
    open: HashSet<Pointer>,
    /// Whether a `$dynamicRef` depends on where evaluation begins.
    is_dynamic: bool,
}

impl Found {
    fn look_at(&mut self, document: &Value, resources: &Resources, schema: &Value, at: &Pointer) {
        if NAMES.iter().any(|name| schema.get(*name).is_some()) {
            self.named.push(at.clone());
        }
        let own = reference(schema);
        if let Some(reference) = own {
            match resources.target(document, reference, at) {
                Some(place) => self.references.push((at.clone(), "$ref", place)),
                // Many mean a place of the document, within an `$id` as well.
                None if target(document, reference).is_some() => {}
                None => self.open.extend(resources.holder(at)),
            }
        }
        let Some(reference) = schema.get("$dynamicRef").and_then(Value::as_str) else {
            return;
        };
        let place = resources.target(document, reference, at);
        let anchor = reference.rsplit('#').next().unwrap_or_default();
        // Beside a `$ref` both count.
        match place.filter(|_| resources.is_only(anchor) && own.is_none()) {
            Some(place) => self.references.push((at.clone(), "$dynamicRef", place)),
            None => self.is_dynamic = true,
        }
    }
}

/// A `$ref` to a place of the document.
pub fn reference_to(place: &Pointer) -> String {
    format!("#{}", place.as_str().replace('%', "%25"))
}

/// Whether a keyword for names is anywhere in a document, in data as well.
fn mentions_names(document: &Value) -> bool {
    let mut open = vec![document];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items),
            Value::Object(entries) => {
                if NAMES.iter().any(|name| entries.contains_key(*name)) {
                    return true;
                }
                open.extend(entries.values());
            }
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The schemas of a document after their references were written as places.
    fn rewritten(version: &str, schemas: Value) -> Value {
        let mut document = json!({ "openapi": version, "components": { "schemas": schemas } });
        rewrite_identifiers(&mut document);
        document["components"]["schemas"].take()
    }

    fn to(place: &str) -> Value {
        json!({ "$ref": format!("#/components/schemas/{place}") })
    }

    #[test]
    fn references_by_name_become_places() {
        let schemas = json!({
            "Order": {
                "$id": "https://example.com/schemas/order",
                "$defs": { "money": { "$anchor": "m", "type": "integer" } },
                "properties": {
                    "price": { "$ref": "#/$defs/money" },
                    "paid": { "$ref": "#m" },
                    "next": { "$ref": "#" },
                    "item": { "$ref": "item" },
                    "note": to("Note"),
                },
            },
            "Item": { "$id": "https://example.com/schemas/item", "items": { "$ref": "order#m" } },
            "Note": { "$anchor": "note", "type": "string" },
            "Other": { "items": { "$ref": "#note" } },
        });
        let found = rewritten("3.1.0", schemas);
        let money = to("Order/$defs/money");
        let expected = json!({
            "Order": {
                "$defs": { "money": { "type": "integer" } },
                "properties": { "price": money, "paid": money, "next": to("Order"), "item": to("Item"), "note": to("Note") },
            },
            "Item": { "items": money },
            "Note": { "type": "string" },
            "Other": { "items": to("Note") },
        });
        // A place of the document counts inside of an `$id` as well, where the schema has no such place.
        assert_eq!(found, expected);
    }

    #[test]
    fn what_leads_nowhere_keeps_what_it_is_relative_to() {
        let schemas = json!({ "A": { "$id": "a", "items": { "$ref": "#/$defs/none" } }, "B": { "$id": "b" } });
        let found = rewritten("3.1.0", schemas.clone());
        assert_eq!(found, json!({ "A": schemas["A"], "B": {} }));
    }

    #[test]
    fn openapi_3_0_has_no_names() {
        let schemas = json!({ "A": { "$anchor": "a" }, "B": { "$ref": "#a" } });
        assert_eq!(rewritten("3.0.3", schemas.clone()), schemas);
    }

    #[test]
    fn a_dynamic_anchor_that_is_there_once_is_an_anchor() {
        let tree = json!({ "$dynamicAnchor": "node", "items": { "$dynamicRef": "#node" } });
        let found = rewritten("3.1.0", json!({ "Tree": tree }));
        assert_eq!(found, json!({ "Tree": { "items": to("Tree") } }));
    }

    #[test]
    fn a_generic_is_copied_with_what_it_is_made_of() {
        let page = json!({
            "$id": "page",
            "properties": { "items": { "type": "array", "items": { "$dynamicRef": "#T" } }, "next": { "$ref": "#/$defs/link" } },
            "$defs": { "any": { "$dynamicAnchor": "T" }, "link": { "type": "string" } },
        });
        let of = |part: Value| json!({ "$ref": "page", "$defs": { "t": part } });
        let schemas = json!({
            "Page": page,
            "A": of(json!({ "$dynamicAnchor": "T", "type": "integer" })),
            "B": of(json!({ "$dynamicAnchor": "T", "$ref": "#/components/schemas/A" })),
        });
        let found = rewritten("3.1.0", schemas);
        for name in ["A", "B"] {
            let copy = &found[name]["$defs"]["Page"];
            assert_eq!(
                found[name]["$ref"],
                to(&format!("{name}/$defs/Page"))["$ref"]
            );
            assert_eq!(
                copy["properties"]["items"]["items"],
                to(&format!("{name}/$defs/t"))
            );
            assert_eq!(copy["properties"]["next"], to("Page/$defs/link"));
        }
    }

    #[test]
    fn a_dynamic_reference_that_is_more_than_a_generic_stays() {
        let schemas = json!({
            "A": { "$dynamicAnchor": "n", "items": { "$dynamicRef": "#n" } },
            "B": { "$dynamicAnchor": "n", "allOf": [to("A")] },
        });
        let mut expected = schemas.clone();
        let found = rewritten("3.1.0", schemas);
        expected["A"]["items"] = json!({ "$dynamicRef": "#n" });
        assert_eq!(found, expected);
    }
}
