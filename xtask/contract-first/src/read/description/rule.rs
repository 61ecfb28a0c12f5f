//! Rules that no type expresses: schemas that values are checked against as they were sent.

use std::collections::{HashMap, HashSet};

use super::part::Part;
use super::reader::Reader;
use crate::document::Pointer;
use crate::model::description::{ArrayKeywords, ObjectKeywords, Schema, SchemaId, SchemaKeywords};

/// How much of a schema is a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Extent {
    /// The keywords that its type does not express.
    Rest,
    /// All of it: what is not evaluated depends on every keyword.
    Whole,
}

impl<'d> Reader<'d> {
    /// The rule in a schema of the document.
    pub fn rule(&mut self, at: &Pointer, extent: Extent) -> Option<SchemaId> {
        let value = at.get(self.root)?;
        let id = self.schema(&Part {
            at: at.clone(),
            value,
        });
        self.read_schemas();
        Some(match extent {
            Extent::Whole => id,
            Extent::Rest => {
                let keywords = rest(&self.schemas[id].keywords);
                self.keep(at, keywords)
            }
        })
    }

    /// Keeps a schema that stands for something at a place.
    pub fn keep(&mut self, at: &Pointer, keywords: SchemaKeywords) -> SchemaId {
        self.schemas.push(Schema {
            at: at.clone(),
            name: None,
            keywords,
        })
    }

    /// Every schema that a rule is made of.
    pub fn reached(&self, rule: SchemaId) -> Vec<SchemaId> {
        let mut open = vec![rule];
        let mut seen = HashSet::new();
        let mut reached = Vec::new();
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                reached.push(id);
                let keywords = &self.schemas[id].keywords;
                open.extend(keywords.same_value());
                open.extend(keywords.parts());
            }
        }
        reached
    }

    /// How many of some schemas look at one value, one inside of the other; `None` where they lead back to themselves.
    pub fn depth(&self, rules: &[SchemaId]) -> Option<usize> {
        let mut depths: HashMap<SchemaId, usize> = HashMap::new();
        let mut open = HashSet::new();
        let mut stack: Vec<_> = rules.iter().map(|id| (*id, false)).collect();
        // Each schema is left again when all that it leads to was seen.
        while let Some((id, left)) = stack.pop() {
            let inner = self.schemas[id].keywords.same_value();
            if left {
                open.remove(&id);
                let depth = inner.iter().filter_map(|id| depths.get(id)).max();
                depths.insert(id, 1 + depth.copied().unwrap_or_default());
            } else if open.contains(&id) {
                return None;
            } else if !depths.contains_key(&id) {
                open.insert(id);
                stack.push((id, true));
                stack.extend(inner.into_iter().map(|id| (id, false)));
            }
        }
        Some(depths.into_values().max().unwrap_or_default())
    }
}

/// What a type does not express.
fn rest(keywords: &SchemaKeywords) -> SchemaKeywords {
    let (array, object) = (&keywords.array, &keywords.object);
    let tuple = !array.prefix_items.is_empty();
    let named = !object.pattern_properties.is_empty();
    SchemaKeywords {
        array: ArrayKeywords {
            prefix_items: array.prefix_items.clone(),
            items: array.items.filter(|_| tuple),
            contains: array.contains,
            ..ArrayKeywords::default()
        },
        object: ObjectKeywords {
            // Those that no pattern is about.
            properties: match named {
                true => object.properties.clone(),
                false => Vec::new(),
            },
            additional_properties: object.additional_properties.filter(|_| named),
            pattern_properties: object.pattern_properties.clone(),
            property_names: object.property_names,
            dependent_required: object.dependent_required.clone(),
            dependent_schemas: object.dependent_schemas.clone(),
            ..ObjectKeywords::default()
        },
        not: keywords.not,
        condition: keywords.condition,
        then: keywords.then,
        otherwise: keywords.otherwise,
        ..SchemaKeywords::default()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// A rule among the schemas of a document, and how deep it is.
    fn depth(schemas: &Value) -> Option<usize> {
        let document = json!({ "openapi": "3.1.0", "components": { "schemas": schemas } });
        let mut reader = Reader::new(&document);
        let rule = reader.rule(&"/components/schemas/A".into(), Extent::Rest);
        let reached = reader.reached(rule.unwrap());
        reader.depth(&reached)
    }

    #[test]
    fn a_rule_is_what_types_do_not_say() {
        let document = json!({ "openapi": "3.1.0", "components": { "schemas": { "A": {
            "type": "object", "properties": { "a": {} }, "required": ["a"], "minProperties": 1,
            "dependentRequired": { "a": ["b"] }, "not": { "required": ["c"] },
        } } } });
        let mut reader = Reader::new(&document);
        let at = "/components/schemas/A".into();
        let rest = reader.rule(&at, Extent::Rest).unwrap();
        let keywords = &reader.schemas[rest].keywords;
        assert!(keywords.not.is_some() && keywords.object.dependent_required.len() == 1);
        assert!(keywords.object.required.is_empty() && keywords.object.properties.is_empty());
        let whole = reader.rule(&at, Extent::Whole).unwrap();
        assert_eq!(reader.schemas[whole].keywords.object.required.len(), 1);
    }

    #[test]
    fn a_rule_may_lead_to_itself_by_way_of_parts_alone() {
        let to = json!({ "$ref": "#/components/schemas/A" });
        for (schema, expected) in [
            (json!({ "not": { "type": "null" } }), Some(2)),
            (json!({ "not": { "items": to } }), Some(3)),
            (json!({ "not": { "anyOf": [{}, to] } }), None),
            (
                json!({ "if": { "dependentSchemas": { "a": to } }, "then": {} }),
                None,
            ),
        ] {
            assert_eq!(depth(&json!({ "A": schema })), expected, "{schema}");
        }
    }
}
