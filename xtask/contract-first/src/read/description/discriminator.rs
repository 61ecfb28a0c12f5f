//! Which schema a value is of, as a property of it says.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::part::{Part, child};
use super::reader::Reader;
use crate::document::{Pointer, reference};
use crate::model::description::{Discriminator, SchemaId};
use crate::read::inheritance::COMPONENTS;

impl<'d> Reader<'d> {
    /// What a `discriminator` says; `schema` is what it stands in.
    pub(super) fn discriminator(&mut self, schema: &Part<'d>) -> Option<Discriminator> {
        let part = child(schema, "discriminator")?;
        self.object(&part)?;
        let property = self.required_text(&part, "propertyName")?;
        let mut mapping = BTreeMap::new();
        if let Some(names) = child(&part, "mapping") {
            for (name, _) in self.map(&names) {
                if let Some(id) = self.mapped(&names, name) {
                    mapping.insert(name.to_owned(), id);
                }
            }
        }
        let mapped: BTreeSet<SchemaId> = mapping.values().copied().collect();
        for (name, id) in self.alternatives(schema) {
            if !mapped.contains(&id) {
                mapping.entry(name).or_insert(id);
            }
        }
        Some(Discriminator { property, mapping })
    }

    /// The schemas that a value may be of, by their names.
    fn alternatives(&mut self, schema: &Part<'d>) -> Vec<(String, SchemaId)> {
        let listed = ["oneOf", "anyOf"].map(|key| schema.value.get(key).and_then(Value::as_array));
        let chooses = listed.iter().any(Option::is_some);
        let places = match chooses {
            true => {
                let items = listed.into_iter().flatten().flatten();
                let references = items.filter_map(reference);
                references.filter_map(Pointer::of_reference).collect()
            }
            false => self.descendants(&schema.at),
        };
        let components = Pointer::from(COMPONENTS);
        let named = places.into_iter().filter_map(|at| {
            let name = at.is_within(&components).then(|| at.steps())?;
            let [_, _, name] = name.as_slice() else {
                return None;
            };
            let value = at.get(self.root)?;
            let id = self.schema(&Part { at, value });
            Some((name.clone(), id))
        });
        named.collect()
    }

    /// The places of the component schemas that are made of a schema, or of one that is.
    fn descendants(&self, at: &Pointer) -> Vec<Pointer> {
        let components = Pointer::from(COMPONENTS);
        let mut found = Vec::new();
        let mut seen = BTreeSet::from([at.clone()]);
        let mut open = vec![at.clone()];
        while let Some(parent) = open.pop() {
            for key in self.children.get(&parent).into_iter().flatten() {
                let child = components.child(key);
                if seen.insert(child.clone()) {
                    found.push(child.clone());
                    open.push(child);
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::description::Schemas;
    use crate::read::description::testing::{faults_of_schemas, read_schemas, schema_at};

    /// The mapping of a schema: names, and where they lead.
    fn mapping(schemas: &Schemas, name: &str) -> Vec<(String, String)> {
        let id = schema_at(schemas, &format!("/components/schemas/{name}"));
        let discriminator = schemas[id].keywords.discriminator.as_ref().unwrap();
        assert_eq!(discriminator.property, "kind");
        let mapped = discriminator.mapping.iter();
        mapped
            .map(|(name, id)| (name.clone(), schemas[*id].name.clone().unwrap()))
            .collect()
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        let owned = pairs
            .iter()
            .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()));
        owned.collect()
    }

    fn of(name: &str) -> Value {
        json!({ "$ref": format!("#/components/schemas/{name}") })
    }

    #[test]
    fn alternatives_have_their_names_unless_the_mapping_names_them() {
        let mapping_of = json!({ "dog": "#/components/schemas/Dog", "hound": "Dog" });
        let discriminator = json!({ "propertyName": "kind", "mapping": mapping_of });
        let read = read_schemas(json!({
            "Pet": { "oneOf": [of("Cat"), of("Dog"), { "type": "object" }], "discriminator": discriminator },
            "Cat": {}, "Dog": {},
        }));
        let expected = [("Cat", "Cat"), ("dog", "Dog"), ("hound", "Dog")];
        assert_eq!(mapping(&read, "Pet"), pairs(&expected));
    }

    #[test]
    fn children_and_their_children_are_alternatives_of_a_parent() {
        let discriminator = json!({ "propertyName": "kind", "mapping": { "dog": "Dog" } });
        let read = read_schemas(json!({
            "Puppy": { "allOf": [of("Dog")] },
            "Dog": { "allOf": [of("Alias"), { "properties": { "pet": of("Pet") } }] },
            "Alias": of("Pet"),
            "Pet": { "discriminator": discriminator, "allOf": [of("Base")] },
            "Base": {}, "Other": { "allOf": [of("Base")] },
        }));
        assert_eq!(
            mapping(&read, "Pet"),
            pairs(&[("Puppy", "Puppy"), ("dog", "Dog")])
        );
    }

    #[test]
    fn what_a_mapping_names_must_be_there() {
        let discriminator = json!({ "propertyName": "kind", "mapping": { "a": "None", "b": 5 } });
        let found = faults_of_schemas(
            json!({ "A": { "discriminator": discriminator }, "B": { "discriminator": {} } }),
        );
        let at = |rest: &str| format!("/components/schemas/{rest}");
        let expected = [
            (
                at("A/discriminator/mapping/a"),
                "`None` is not a schema of this document".to_owned(),
            ),
            (
                at("A/discriminator/mapping/b"),
                "`b` must be a string, not a number".to_owned(),
            ),
            (
                at("B/discriminator"),
                "`propertyName` is missing".to_owned(),
            ),
        ];
        assert_eq!(found, expected);
    }
}
