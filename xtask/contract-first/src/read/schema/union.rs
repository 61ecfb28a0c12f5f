use serde_json::{Map, Value};

use super::keyword::is_annotation;
use super::read::Site;
use super::reader::SchemaReader;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::schema;
use crate::document::Pointer;
use crate::model::{TypeDef, TypeKind, TypeRef, Union, Variant};
use crate::text::pascal;

type Schema = Map<String, Value>;

impl SchemaReader<'_> {
    /// `oneOf` and `anyOf`: what stands beside them holds for each of their schemas.
    pub fn choice(
        &mut self,
        keyword: &str,
        schema: &Schema,
        site: &Site,
        diagnostics: &mut Diagnostics,
    ) -> TypeRef {
        let mut base = schema.clone();
        let several = base.shift_remove(keyword);
        let several = several
            .as_ref()
            .and_then(Value::as_array)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let discriminator = base.shift_remove("discriminator");
        base.retain(|keyword, _| !is_annotation(keyword) && keyword != "nullable");
        let mut nullable = false;
        let mut variants = Vec::new();
        for (index, one) in several.iter().enumerate() {
            let target = one.get("$ref").and_then(Value::as_str);
            let title = target
                .and_then(|target| target.rsplit('/').next())
                .or(one["title"].as_str());
            let suffix = title.map_or_else(|| format!("Variant{}", index + 1), str::to_owned);
            let part = site.part(&[keyword, &index.to_string()], &suffix);
            let shape = self.variant(one, &base, &part, diagnostics);
            nullable |= shape.nullable;
            if shape.kind == TypeKind::Null {
                nullable = true;
                continue;
            }
            variants.push(Variant {
                name: title.map_or_else(|| self.kind_name(&shape), str::to_owned),
                tags: self.tags(discriminator.as_ref(), target),
                shape: TypeRef {
                    nullable: false,
                    ..shape
                },
            });
        }
        let tag = discriminator
            .as_ref()
            .and_then(|one| one["propertyName"].as_str());
        // A tag tells variants apart where each of them has a name to go by.
        let mut tag = tag.filter(|_| variants.iter().all(|variant| !variant.tags.is_empty()));
        let told = |tag: &str| {
            let mut all = several.iter();
            all.all(|one| self.tells_by_text(tag, one, &site.at))
        };
        if let Some(property) = tag.filter(|tag| !told(tag)) {
            diagnostics.add(
schema::DISCRIMINATOR_NOT_TEXT.at(site.at.child("discriminator")).because(format!("`{property}` is not a string in each alternative: the discriminator is left aside, and a value is of the alternative that it fits")));
            tag = None;
            variants.iter_mut().for_each(|variant| variant.tags.clear());
        }
        match variants.len() {
            0 if nullable => TypeRef::of(TypeKind::Null),
            0 => {
                diagnostics.add(schema::EMPTY_UNION.at(site.at.child(keyword)));
                TypeRef::of(TypeKind::Any)
            }
            1 => variants.remove(0).shape.or_null(nullable),
            _ => {
                let union = Union {
                    variants,
                    exactly_one: keyword == "oneOf",
                    tag: tag.map(str::to_owned),
                };
                self.define(TypeDef::Union(union), schema, site, diagnostics)
                    .or_null(nullable)
            }
        }
    }

    /// One schema of a choice, with what stands beside the choice.
    fn variant(
        &mut self,
        one: &Value,
        base: &Schema,
        site: &Site,
        diagnostics: &mut Diagnostics,
    ) -> TypeRef {
        let Value::Object(own) = one else {
            return self.read(one, site, diagnostics);
        };
        if base.is_empty() {
            return self.read(one, site, diagnostics);
        }
        let resolved = self.combined(own, &site.at, &mut Vec::new(), &mut Diagnostics::default());
        // That it is an object, it says itself: it keeps its name.
        if base.len() == 1
            && base
                .get("type")
                .is_some_and(|kind| resolved.get("type") == Some(kind))
        {
            return self.read(one, site, diagnostics);
        }
        let mut all = base.clone();
        all.insert("allOf".to_owned(), vec![one.clone()].into());
        self.within(site, diagnostics, |reader, diagnostics| {
            let combined = reader.combined(&all, &site.at, &mut Vec::new(), diagnostics);
            reader.read_combined(&combined, site, diagnostics)
        })
    }

    /// What a variant without a name is called.
    fn kind_name(&self, shape: &TypeRef) -> String {
        let name = match &shape.kind {
            TypeKind::Any => "Any",
            TypeKind::Null => "Null",
            TypeKind::Boolean => "Boolean",
            TypeKind::Integer(_) => "Integer",
            TypeKind::Number => "Number",
            TypeKind::String => "String",
            TypeKind::Uri => "Uri",
            TypeKind::Uuid => "Uuid",
            TypeKind::Array(_) => "Array",
            TypeKind::Map(_) => "Map",
            TypeKind::Named(id) => return pascal(&self.types.types[*id].source),
        };
        name.to_owned()
    }

    /// The values of the discriminator that mean the schema at a `$ref`: those of the mapping, else its name; and those of its family.
    fn tags(&self, discriminator: Option<&Value>, target: Option<&str>) -> Vec<String> {
        let (Some(discriminator), Some(target)) = (discriminator, target) else {
            return Vec::new();
        };
        let name = target.rsplit('/').next().unwrap_or_default();
        let mapping = discriminator["mapping"].as_object().into_iter().flatten();
        let mut tags: Vec<_> = mapping
            .filter(|(_, meant)| meant.as_str() == Some(target) || meant.as_str() == Some(name))
            .map(|(tag, _)| tag.clone())
            .collect();
        if tags.is_empty() {
            tags.push(name.to_owned());
        }
        let place = Pointer::of_reference(target);
        let family = place.and_then(|place| self.hierarchy.family(&place));
        let family = family.filter(|family| discriminator["propertyName"] == family.property);
        for member in family.into_iter().flat_map(|family| family.members) {
            tags.extend(member.tags);
        }
        tags.dedup();
        tags
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::diagnostic::constructs::schema;
    use crate::model::Direction;
    use crate::read::schema::testing::{ReadSchema, read, read_beside};

    fn of(name: &str) -> Value {
        json!({ "$ref": format!("#/components/schemas/{name}") })
    }

    /// Pets that a discriminator tells apart.
    fn pets(discriminator: Value) -> ReadSchema {
        let animal =
            |kind: &str| json!({ "type": "object", "properties": { "kind": { "const": kind } } });
        let schemas = json!({ "Cat": animal("Cat"), "Dog": animal("Dog") });
        let mut schema = json!({ "oneOf": [of("Cat"), of("Dog")] });
        schema["discriminator"] = discriminator;
        read_beside(schemas, schema, Direction::Request)
    }

    #[track_caller]
    fn union(read: &ReadSchema) -> &Union {
        match read.definition() {
            TypeDef::Union(union) => union,
            _ => panic!("no union"),
        }
    }

    #[test]
    fn variants_are_called_after_what_they_are() {
        let read = read(
            json!({ "anyOf": [{ "type": "string" }, { "title": "Several", "type": "array" }, { "type": "null" }] }),
        );
        let names: Vec<_> = union(&read)
            .variants
            .iter()
            .map(|one| one.name.as_str())
            .collect();
        assert_eq!(names, ["String", "Several"]);
        assert!(read.shape.nullable && !union(&read).exactly_one);
    }

    #[test]
    fn one_variant_is_the_type_itself() {
        let read = read(json!({ "oneOf": [{ "type": "boolean" }, { "type": "null" }] }));
        assert_eq!(read.shape, TypeRef::of(TypeKind::Boolean).or_null(true));
    }

    #[test]
    fn tags_are_names_unless_a_mapping_says_else() {
        let tags = |read: &ReadSchema| {
            let union = union(read);
            assert_eq!(union.tag.as_deref(), Some("kind"));
            let variants = union.variants.iter();
            variants.map(|one| one.tags.clone()).collect::<Vec<_>>()
        };
        let plain = pets(json!({ "propertyName": "kind" }));
        assert_eq!(tags(&plain), [["Cat"], ["Dog"]]);
        let mapping = json!({ "cat": "#/components/schemas/Cat", "kitten": "Cat", "hound": "Dog" });
        let mapped = pets(json!({ "propertyName": "kind", "mapping": mapping }));
        assert_eq!(tags(&mapped), [vec!["cat", "kitten"], vec!["hound"]]);
    }

    #[test]
    fn a_choice_of_nothing_is_found() {
        let code = schema::EMPTY_UNION.code.0;
        let found = read(json!({ "anyOf": [] })).found;
        assert_eq!(found, [(code, "/here/anyOf".to_owned())]);
    }
}
