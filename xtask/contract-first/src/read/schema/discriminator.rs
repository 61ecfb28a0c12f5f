//! Which schema a value is of: what a `discriminator` says of it, and where that is not carried over.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::reader::SchemaReader;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::schema;
use crate::document::{Kind, Pointer, reference, target, walk};

type Schema = Map<String, Value>;

/// The places of the schemas that others are made of, by `allOf`.
pub fn parents(root: &Value) -> HashSet<Pointer> {
    let schemas = walk(Kind::Document, root).filter(|node| node.kind == Kind::Schema);
    let parts = schemas.filter_map(|node| node.value.get("allOf")?.as_array());
    let references = parts.flatten().filter_map(reference);
    references.filter_map(Pointer::of_reference).collect()
}

impl SchemaReader<'_> {
    /// Refuses a schema whose values are of the schemas made of it: as a discriminator says that it has itself, or from its parents.
    pub fn refuse_parent(&self, schema: &Schema, at: &Pointer, diagnostics: &mut Diagnostics) {
        let extended = self.parents.contains(at);
        let own = open_discriminator(schema);
        let mapped = own.is_some_and(|own| {
            let mapping = own["mapping"].as_object();
            mapping.is_some_and(|mapping| !mapping.is_empty())
        });
        let leads_on = mapped || extended && self.discriminated(schema, &mut HashSet::new());
        if !leads_on {
            return;
        }
        let place = match own {
            Some(_) => at.child("discriminator"),
            None => at.clone(),
        };
        diagnostics.add(schema::DISCRIMINATOR_OF_CHILDREN.at(&place));
    }

    /// Whether a schema, or one that it is made of, has a discriminator.
    fn discriminated(&self, schema: &Schema, seen: &mut HashSet<String>) -> bool {
        if open_discriminator(schema).is_some() {
            return true;
        }
        let parts = schema.get("allOf").and_then(Value::as_array);
        parts.into_iter().flatten().any(|part| {
            let parent = match reference(part) {
                None => Some(part),
                Some(reference) if seen.insert(reference.to_owned()) => {
                    target(self.root, reference)
                }
                Some(_) => None,
            };
            let parent = parent.and_then(Value::as_object);
            parent.is_some_and(|parent| self.discriminated(parent, seen))
        })
    }

    /// Whether a property can tell a schema from others by its text: it is a string there, or not described.
    pub fn tells_by_text(&self, property: &str, schema: &Value, at: &Pointer) -> bool {
        let combined = |schema: &Schema| {
            self.combined(schema, at, &mut Vec::new(), &mut Diagnostics::default())
        };
        let Some(whole) = schema.as_object().map(combined) else {
            return true;
        };
        let property = whole.get("properties").and_then(|all| all.get(property));
        let Some(property) = property.and_then(Value::as_object).map(combined) else {
            return true;
        };
        if let Some(values) = property.get("enum").and_then(Value::as_array) {
            return values
                .iter()
                .all(|value| value.is_string() || value.is_null());
        }
        let types = self.types(&property);
        types.is_empty() || types.iter().any(|one| one == "string")
    }
}

/// The discriminator of a schema that does not say what there is to choose from.
fn open_discriminator(schema: &Schema) -> Option<&Value> {
    let chooses = ["oneOf", "anyOf"]
        .iter()
        .any(|key| schema.contains_key(*key));
    schema.get("discriminator").filter(|_| !chooses)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::diagnostic::constructs::schema::DISCRIMINATOR_OF_CHILDREN;
    use crate::model::Direction;
    use crate::read::schema::testing::read_beside;

    #[test]
    fn a_parent_of_others_is_found_where_its_discriminator_is() {
        let of = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
        let pet = json!({ "type": "object", "discriminator": { "propertyName": "kind" }, "properties": { "kind": { "type": "string" } } });
        let dog =
            json!({ "allOf": [of("Pet"), { "properties": { "bark": { "type": "string" } } }] });
        let read = read_beside(
            json!({ "Pet": pet, "Dog": dog }),
            of("Pet"),
            Direction::Request,
        );
        let place = "/components/schemas/Pet/discriminator".to_owned();
        assert_eq!(read.found, [(DISCRIMINATOR_OF_CHILDREN.code.0, place)]);
        let alone = read_beside(json!({ "Pet": pet }), of("Pet"), Direction::Request);
        assert_eq!(alone.found, []);
    }
}
