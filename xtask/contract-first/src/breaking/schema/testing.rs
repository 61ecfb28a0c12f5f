//! Schemas of tests, read the short way.

use serde_json::Value;

use super::{Direction, SchemaChange, SchemaComparison};
use crate::document::Pointer;
use crate::model::description::{
    Bound, Contains, Discriminator, JsonType, Schema, SchemaId, SchemaKeywords, Schemas, TypeSet,
};
use std::collections::BTreeMap;
use std::rc::Rc;

struct Reader<'v> {
    root: &'v Value,
    schemas: Schemas,
    known: BTreeMap<String, SchemaId>,
}

pub fn read(root: &Value) -> (Schemas, SchemaId) {
    let mut reader = Reader {
        root,
        schemas: Schemas::default(),
        known: BTreeMap::new(),
    };
    let id = reader.at(&Pointer::from("/schema"));
    (reader.schemas, id)
}

pub fn changes(old: &Value, new: &Value, direction: Direction) -> Vec<Rc<SchemaChange>> {
    let ((old, a), (new, b)) = (read(old), read(new));
    SchemaComparison::new(&old, &new).changes(a, b, direction)
}

impl Reader<'_> {
    fn at(&mut self, at: &Pointer) -> SchemaId {
        if let Some(id) = self.known.get(at.as_str()) {
            return *id;
        }
        let steps = at.steps();
        let name = (steps.len() == 2 && steps[0] == "schemas").then(|| steps[1].clone());
        let id = self.schemas.push(Schema {
            at: at.clone(),
            name: name.clone(),
            keywords: SchemaKeywords::default(),
        });
        self.known.insert(at.as_str().to_owned(), id);
        let value = at.get(self.root).unwrap_or_else(|| panic!("{at}"));
        let keywords = self.keywords(value, at);
        self.schemas.replace(
            id,
            Schema {
                at: at.clone(),
                name,
                keywords,
            },
        );
        id
    }

    fn keywords(&mut self, value: &Value, at: &Pointer) -> SchemaKeywords {
        let mut k = SchemaKeywords::default();
        if value == false {
            k.types = TypeSet::NONE;
        }
        let Some(map) = value.as_object() else {
            return k;
        };
        for (key, v) in map {
            let here = at.child(key);
            let number = || v.as_u64().unwrap();
            match key.as_str() {
                "type" => {
                    let all: Vec<&str> = v.as_str().map(|one| vec![one]).unwrap_or_else(|| {
                        v.as_array()
                            .unwrap()
                            .iter()
                            .map(|one| one.as_str().unwrap())
                            .collect()
                    });
                    k.types = all.iter().fold(TypeSet::NONE, |set, one| {
                        set.with(match *one {
                            "null" => JsonType::Null,
                            "boolean" => JsonType::Boolean,
                            "integer" => JsonType::Integer,
                            "number" => JsonType::Number,
                            "string" => JsonType::String,
                            "array" => JsonType::Array,
                            _ => JsonType::Object,
                        })
                    });
                }
                "enum" => k.values = Some(v.as_array().unwrap().clone()),
                "const" => k.values = Some(vec![v.clone()]),
                "minimum" => {
                    k.number.minimum = Some(Bound {
                        value: v.as_number().unwrap().clone(),
                        exclusive: false,
                    })
                }
                "maximum" => {
                    k.number.maximum = Some(Bound {
                        value: v.as_number().unwrap().clone(),
                        exclusive: false,
                    })
                }
                "exclusiveMinimum" => {
                    k.number.minimum = Some(Bound {
                        value: v.as_number().unwrap().clone(),
                        exclusive: true,
                    })
                }
                "exclusiveMaximum" => {
                    k.number.maximum = Some(Bound {
                        value: v.as_number().unwrap().clone(),
                        exclusive: true,
                    })
                }
                "multipleOf" => k.number.multiple_of = v.as_number().cloned(),
                "minLength" => k.string.min_length = number(),
                "maxLength" => k.string.max_length = Some(number()),
                "pattern" => k.string.pattern = v.as_str().map(str::to_owned),
                "format" => k.string.format = v.as_str().map(str::to_owned),
                "contentEncoding" => k.string.content_encoding = v.as_str().map(str::to_owned),
                "contentMediaType" => k.string.content_media_type = v.as_str().map(str::to_owned),
                "contentSchema" => k.string.content_schema = Some(self.at(&here)),
                "prefixItems" => k.array.prefix_items = self.list(v, &here),
                "items" => k.array.items = self.saying(v, &here),
                "contains" => {
                    let min = map.get("minContains").map_or(1, |v| v.as_u64().unwrap());
                    let max = map.get("maxContains").map(|v| v.as_u64().unwrap());
                    k.array.contains = Some(Contains {
                        schema: self.at(&here),
                        min,
                        max,
                    });
                }
                "minItems" => k.array.min_items = number(),
                "maxItems" => k.array.max_items = Some(number()),
                "uniqueItems" => k.array.unique_items = v == true,
                "unevaluatedItems" => k.array.unevaluated_items = self.saying(v, &here),
                "properties" => k.object.properties = self.named(v, &here),
                "required" => {
                    k.object.required = v
                        .as_array()
                        .unwrap()
                        .iter()
                        .map(|v| v.as_str().unwrap().to_owned())
                        .collect()
                }
                "patternProperties" => k.object.pattern_properties = self.named(v, &here),
                "additionalProperties" => k.object.additional_properties = self.saying(v, &here),
                "propertyNames" => k.object.property_names = self.saying(v, &here),
                "minProperties" => k.object.min_properties = number(),
                "maxProperties" => k.object.max_properties = Some(number()),
                "dependentRequired" => {
                    k.object.dependent_required = v
                        .as_object()
                        .unwrap()
                        .iter()
                        .map(|(name, v)| {
                            (
                                name.clone(),
                                v.as_array()
                                    .unwrap()
                                    .iter()
                                    .map(|v| v.as_str().unwrap().to_owned())
                                    .collect(),
                            )
                        })
                        .collect()
                }
                "dependentSchemas" => k.object.dependent_schemas = self.named(v, &here),
                "unevaluatedProperties" => k.object.unevaluated_properties = self.saying(v, &here),
                "$ref" => {
                    k.reference =
                        Some(self.at(&Pointer::of_reference(v.as_str().unwrap()).unwrap()))
                }
                "allOf" => k.all_of = self.list(v, &here),
                "anyOf" => k.any_of = Some(self.list(v, &here)),
                "oneOf" => k.one_of = Some(self.list(v, &here)),
                "not" => k.not = Some(self.at(&here)),
                "if" => k.condition = Some(self.at(&here)),
                "then" => k.then = Some(self.at(&here)),
                "else" => k.otherwise = Some(self.at(&here)),
                "discriminator" => {
                    let mapping =
                        v["mapping"]
                            .as_object()
                            .into_iter()
                            .flatten()
                            .map(|(value, target)| {
                                (
                                    value.clone(),
                                    self.at(
                                        &Pointer::of_reference(target.as_str().unwrap()).unwrap()
                                    ),
                                )
                            });
                    k.discriminator = Some(Discriminator {
                        property: v["propertyName"].as_str().unwrap().to_owned(),
                        mapping: mapping.collect(),
                    });
                }
                "default" => k.default = Some(v.clone()),
                "readOnly" => k.read_only = v == true,
                "writeOnly" => k.write_only = v == true,
                "deprecated" => k.deprecated = v == true,
                "xml" => k.xml = Some(v.clone()),
                _ => {}
            }
        }
        if map.get("nullable").is_some_and(|v| v == true) && k.types != TypeSet::ALL {
            k.types = k.types.with(JsonType::Null);
        }
        k
    }

    fn saying(&mut self, value: &Value, at: &Pointer) -> Option<SchemaId> {
        let trivial = value == true || value.as_object().is_some_and(|map| map.is_empty());
        (!trivial).then(|| self.at(at))
    }

    fn list(&mut self, value: &Value, at: &Pointer) -> Vec<SchemaId> {
        (0..value.as_array().unwrap().len())
            .map(|place| self.at(&at.child(place)))
            .collect()
    }

    fn named(&mut self, value: &Value, at: &Pointer) -> Vec<(String, SchemaId)> {
        value
            .as_object()
            .unwrap()
            .keys()
            .map(|name| (name.clone(), self.at(&at.child(name))))
            .collect()
    }
}
