//! A schema that others are made of by `allOf`, with a discriminator: its values are of them.

use std::rc::Rc;

use serde_json::{Map, Value};

use super::hierarchy::{Member, mapping, open_discriminator};
use super::read::Site;
use super::reader::SchemaReader;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::schema;
use crate::document::{Pointer, target};
use crate::model::{TypeDef, TypeRef, Union, Variant};

type Schema = Map<String, Value>;

/// What finding a member takes, in values that are looked at.
const WORK_PER_MEMBER: usize = 20;

impl SchemaReader<'_> {
    /// The union of the family that a schema stands for; `None` where its values are its own.
    pub fn family(
        &mut self,
        schema: &Schema,
        site: &Site,
        diagnostics: &mut Diagnostics,
    ) -> Option<TypeRef> {
        let (at, hierarchy) = (&site.at, Rc::clone(&self.hierarchy));
        let Some(family) = hierarchy.family(at) else {
            refuse_nameless(schema, at, diagnostics);
            return None;
        };
        self.cost.spend(WORK_PER_MEMBER * family.members.len());
        let mut members: Vec<&Member> = family.members.iter().collect();
        let told = members.iter().all(|member| {
            let schema = target(self.root, &member.reference).unwrap_or(&Value::Null);
            self.tells_by_text(&family.property, schema, at)
        });
        if !told {
            // A value is of the first that it fits, and fits each that it is made of.
            members.reverse();
            diagnostics.add(
                schema::DISCRIMINATOR_NOT_TEXT
                    .at(&family.discriminator)
                    .because(format!("`{}` is not a string in each schema: the discriminator is ignored, and a value is of the first schema that it fits", family.property)),
            );
        }
        let variants = members.into_iter().map(|member| Variant {
            name: member.name.clone(),
            shape: self.entry(
                &member.reference,
                member.extent,
                at,
                site.direction,
                diagnostics,
            ),
            tags: if told {
                member.tags.clone()
            } else {
                Vec::new()
            },
        });
        let union = Union {
            variants: variants.collect(),
            exactly_one: false,
            tag: told.then(|| family.property.clone()),
        };
        Some(self.define(TypeDef::Union(union), schema, site, diagnostics))
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

/// Refuses a discriminator of a schema without a name that leads to others: nothing can be made of it by `allOf`.
fn refuse_nameless(schema: &Schema, at: &Pointer, diagnostics: &mut Diagnostics) {
    let own = open_discriminator(schema);
    if own.is_some_and(|own| mapping(own).next().is_some()) {
        diagnostics.add(schema::DISCRIMINATOR_WITHOUT_CHOICE.at(at.child("discriminator")));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::{Direction, TypeKind};
    use crate::read::schema::testing::{ReadSchema, read_beside};

    fn of(name: &str) -> Value {
        json!({ "$ref": format!("#/components/schemas/{name}") })
    }

    /// A schema made of another, with a property of its own.
    fn extends(parent: &str, property: &str) -> Value {
        json!({ "allOf": [of(parent), { "properties": { property: { "type": "string" } } }] })
    }

    fn pets(mapping: &Value) -> Value {
        json!({
            "Pet": {
                "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string" } },
                "discriminator": { "propertyName": "kind", "mapping": mapping },
            },
            "Dog": extends("Pet", "bark"), "Cat": extends("Pet", "mew"), "Puppy": extends("Dog", "age"),
        })
    }

    fn union_of<'r>(read: &'r ReadSchema, shape: &TypeRef) -> &'r Union {
        let TypeKind::Named(id) = shape.kind else {
            panic!("no named type");
        };
        match &read.types.types[id].definition {
            TypeDef::Union(union) => union,
            TypeDef::Alias(shape) => union_of(read, shape),
            _ => panic!("no union"),
        }
    }

    /// The names of the variants, what their types are called, and their tags.
    fn variants(read: &ReadSchema) -> Vec<(String, String, Vec<String>)> {
        let variants = union_of(read, &read.shape).variants.iter();
        let described = variants.map(|one| match one.shape.kind {
            TypeKind::Named(id) => {
                let source = read.types.types[id].source.clone();
                (one.name.clone(), source, one.tags.clone())
            }
            _ => panic!("no named type"),
        });
        described.collect()
    }

    fn described(name: &str, source: &str, tag: &str) -> (String, String, Vec<String>) {
        (name.to_owned(), source.to_owned(), vec![tag.to_owned()])
    }

    fn read_pets(mapping: &Value, schema: Value) -> ReadSchema {
        let read = read_beside(pets(mapping), schema, Direction::Request);
        assert_eq!(read.found, []);
        read
    }

    #[test]
    fn a_parent_is_the_union_of_what_is_made_of_it() {
        let expected = [
            described("Dog", "Dog Base", "hound"),
            described("Puppy", "Puppy", "Puppy"),
            described("Cat", "Cat", "Cat"),
        ];
        let mapping = json!({ "hound": "Dog" });
        for schema in [
            of("Pet"),
            json!({ "allOf": [of("Pet")], "description": "Mine." }),
        ] {
            let read = read_pets(&mapping, schema);
            assert_eq!(variants(&read), expected);
            assert_eq!(union_of(&read, &read.shape).tag.as_deref(), Some("kind"));
        }
        let dogs = read_pets(&mapping, of("Dog"));
        assert_eq!(variants(&dogs), expected[..2]);
        let cat = read_pets(&mapping, of("Cat"));
        assert!(matches!(cat.definition(), TypeDef::Struct { fields, .. } if fields.len() == 2));
    }

    #[test]
    fn the_parent_itself_is_a_member_where_the_document_names_it() {
        let read = read_pets(&json!({ "any": "#/components/schemas/Pet" }), of("Pet"));
        assert_eq!(variants(&read)[0], described("Pet", "Pet Base", "any"));
        let mut schemas = pets(&json!({}));
        schemas["Pet"]["properties"]["kind"]["enum"] = json!(["Pet", "Dog", "Cat", "Puppy"]);
        let read = read_beside(schemas, of("Pet"), Direction::Request);
        assert_eq!(variants(&read)[0], described("Pet", "Pet Base", "Pet"));
    }

    #[test]
    fn a_choice_of_parents_is_told_by_the_tags_of_their_families() {
        let mut schemas = pets(&json!({}));
        schemas["Plant"] =
            json!({ "type": "object", "properties": { "kind": { "type": "string" } } });
        let choice = json!({ "oneOf": [of("Cat"), of("Dog"), of("Plant")], "discriminator": { "propertyName": "kind" } });
        let read = read_beside(schemas, choice, Direction::Request);
        let tags = union_of(&read, &read.shape).variants.iter();
        let tags: Vec<_> = tags.map(|one| one.tags.clone()).collect();
        assert_eq!(tags, [vec!["Cat"], vec!["Dog", "Puppy"], vec!["Plant"]]);
    }

    #[test]
    fn without_a_text_that_tells_the_richest_schemas_come_first() {
        let mut schemas = pets(&json!({}));
        schemas["Pet"]["properties"]["kind"]["type"] = json!("integer");
        let read = read_beside(schemas, of("Pet"), Direction::Request);
        let place = "/components/schemas/Pet/discriminator".to_owned();
        assert_eq!(read.found, [(schema::DISCRIMINATOR_NOT_TEXT.code.0, place)]);
        let union = union_of(&read, &read.shape);
        let names: Vec<_> = union.variants.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(
            (union.tag.as_deref(), names),
            (None, vec!["Cat", "Puppy", "Dog"])
        );
        assert!(!union.exactly_one);
    }

    #[test]
    fn another_property_that_tells_the_children_of_a_child_is_a_union_in_the_union() {
        let mut schemas = pets(&json!({}));
        schemas["Dog"]["discriminator"] = json!({ "propertyName": "breed" });
        let read = read_beside(schemas, of("Pet"), Direction::Request);
        assert_eq!(
            variants(&read),
            [
                described("Dog", "Dog", "Dog"),
                described("Cat", "Cat", "Cat")
            ]
        );
        let dog = &union_of(&read, &read.shape).variants[0].shape;
        let dogs = union_of(&read, dog);
        assert_eq!(
            (dogs.tag.as_deref(), dogs.variants.len()),
            (Some("breed"), 1)
        );
    }

    #[test]
    fn mappings_to_nothing_and_from_nameless_schemas_are_found() {
        let ring = |next: &str| json!({ "type": "object", "discriminator": { "propertyName": "a", "mapping": { "x": next } } });
        let read = read_beside(json!({ "A": ring("None") }), of("A"), Direction::Request);
        assert_eq!(read.found[0].0, schema::REFERENCE_TO_NO_SCHEMA.code.0);
        let nameless = json!({ "properties": { "a": ring("B") } });
        let read = read_beside(json!({ "B": {} }), nameless, Direction::Request);
        assert_eq!(read.found[0].0, schema::DISCRIMINATOR_WITHOUT_CHOICE.code.0);
    }
}
