//! Keywords of numbers, strings, arrays and objects.

use std::collections::BTreeSet;

use serde_json::{Number, Value};

use super::keywords::Keyword;
use super::part::{Part, child};
use super::reader::{Dialect, Reader};
use crate::model::description::{
    ArrayKeywords, Bound, NumberKeywords, ObjectKeywords, SchemaId, StringKeywords,
};

impl<'d> Reader<'d> {
    /// `minimum`, `maximum`, their exclusive forms in both dialects, and `multipleOf`.
    pub(super) fn bounds(&mut self, keywords: &mut NumberKeywords, schema: &Part<'d>) {
        keywords.minimum = self.bound(schema, ["minimum", "exclusiveMinimum"], |a, b| a > b);
        keywords.maximum = self.bound(schema, ["maximum", "exclusiveMaximum"], |a, b| a < b);
        keywords.multiple_of = child(schema, "multipleOf").and_then(|part| self.number(&part));
    }

    /// An end of a range: the tighter one of both keywords.
    fn bound(
        &mut self,
        schema: &Part<'d>,
        [inclusive, exclusive]: [&str; 2],
        tighter: fn(f64, f64) -> bool,
    ) -> Option<Bound> {
        let value = child(schema, inclusive).and_then(|part| self.number(&part));
        let mut bound = value.map(|value| Bound {
            value,
            exclusive: false,
        });
        let Some(part) = child(schema, exclusive) else {
            return bound;
        };
        match part.value {
            // In OpenAPI 3.1 a boolean that was left over says nothing.
            Value::Bool(flag) => {
                if let Some(bound) = &mut bound {
                    bound.exclusive = *flag && self.dialect == Dialect::OpenApi30;
                }
                bound
            }
            _ => {
                let value = self.number(&part)?;
                let outside = |bound: &Bound| tighter(float(&bound.value), float(&value));
                match bound {
                    Some(bound) if outside(&bound) => Some(bound),
                    _ => Some(Bound {
                        value,
                        exclusive: true,
                    }),
                }
            }
        }
    }

    /// Keywords of strings; `false` for others.
    pub(super) fn of_strings(
        &mut self,
        keywords: &mut StringKeywords,
        keyword: &Keyword<'_, 'd>,
    ) -> bool {
        match keyword.name {
            "minLength" => keywords.min_length = self.count(&keyword.part()).unwrap_or_default(),
            "maxLength" => keywords.max_length = self.count(&keyword.part()),
            "pattern" => keywords.pattern = self.string(&keyword.part()),
            "format" => keywords.format = self.string(&keyword.part()),
            "contentEncoding" => keywords.content_encoding = self.string(&keyword.part()),
            "contentMediaType" => keywords.content_media_type = self.string(&keyword.part()),
            "contentSchema" => keywords.content_schema = self.unless_any(&keyword.part()),
            _ => return false,
        }
        true
    }

    /// Keywords of arrays; `false` for others.
    pub(super) fn of_arrays(
        &mut self,
        keywords: &mut ArrayKeywords,
        keyword: &Keyword<'_, 'd>,
    ) -> bool {
        match keyword.name {
            "prefixItems" => keywords.prefix_items = self.schemas_of(&keyword.part()),
            "items" => keywords.items = self.unless_any(&keyword.part()),
            "minItems" => keywords.min_items = self.count(&keyword.part()).unwrap_or_default(),
            "maxItems" => keywords.max_items = self.count(&keyword.part()),
            "uniqueItems" => keywords.unique_items = self.boolean(&keyword.part()),
            "unevaluatedItems" => keywords.unevaluated_items = self.unless_any(&keyword.part()),
            _ => return false,
        }
        true
    }

    /// Keywords of objects; `false` for others.
    pub(super) fn of_objects(
        &mut self,
        keywords: &mut ObjectKeywords,
        keyword: &Keyword<'_, 'd>,
    ) -> bool {
        match keyword.name {
            "properties" => keywords.properties = self.named_schemas(&keyword.part()),
            "required" => keywords.required = self.set(&keyword.part()),
            "patternProperties" => {
                keywords.pattern_properties = self.named_schemas(&keyword.part());
            }
            "additionalProperties" => {
                keywords.additional_properties = self.unless_any(&keyword.part());
            }
            "propertyNames" => keywords.property_names = self.unless_any(&keyword.part()),
            "minProperties" => {
                keywords.min_properties = self.count(&keyword.part()).unwrap_or_default();
            }
            "maxProperties" => keywords.max_properties = self.count(&keyword.part()),
            "dependentRequired" => {
                let entries = self.map(&keyword.part()).into_iter();
                let entries = entries.map(|(name, part)| (name.to_owned(), self.set(&part)));
                let entries: Vec<_> = entries.collect();
                keywords.dependent_required.extend(entries);
            }
            "dependentSchemas" => {
                let entries = self.named_schemas(&keyword.part());
                keywords.dependent_schemas.extend(entries);
            }
            // Of earlier drafts: either, by the form of each entry.
            "dependencies" => {
                for (name, part) in self.map(&keyword.part()) {
                    if part.value.is_array() {
                        let needed = self.set(&part);
                        keywords.dependent_required.insert(name.to_owned(), needed);
                    } else {
                        let schema = self.schema(&part);
                        keywords.dependent_schemas.push((name.to_owned(), schema));
                    }
                }
            }
            "unevaluatedProperties" => {
                keywords.unevaluated_properties = self.unless_any(&keyword.part());
            }
            _ => return false,
        }
        true
    }

    /// Schemas by their names, in the document's order.
    fn named_schemas(&mut self, part: &Part<'d>) -> Vec<(String, SchemaId)> {
        let entries = self.map(part).into_iter();
        entries
            .map(|(name, schema)| (name.to_owned(), self.schema(&schema)))
            .collect()
    }

    fn set(&mut self, part: &Part<'d>) -> BTreeSet<String> {
        self.strings(part).into_iter().collect()
    }
}

fn float(number: &Number) -> f64 {
    number.as_f64().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::read::description::testing::{keywords_30, keywords_31};

    #[test]
    fn bounds_are_read_in_both_dialects() {
        let bound = |text: &str, exclusive| {
            let value = serde_json::from_str(text).unwrap();
            Some(Bound { value, exclusive })
        };
        for (schema, old, new) in [
            (
                json!({ "minimum": 1 }),
                bound("1", false),
                bound("1", false),
            ),
            (
                json!({ "minimum": 1, "exclusiveMinimum": true }),
                bound("1", true),
                bound("1", false),
            ),
            (
                json!({ "minimum": 1, "exclusiveMinimum": false }),
                bound("1", false),
                bound("1", false),
            ),
            (json!({ "exclusiveMinimum": true }), None, None),
            (
                json!({ "exclusiveMinimum": 1 }),
                bound("1", true),
                bound("1", true),
            ),
            (
                json!({ "minimum": 1, "exclusiveMinimum": 1 }),
                bound("1", true),
                bound("1", true),
            ),
            (
                json!({ "minimum": 2, "exclusiveMinimum": 1 }),
                bound("2", false),
                bound("2", false),
            ),
            (
                json!({ "minimum": 1, "exclusiveMinimum": 2 }),
                bound("2", true),
                bound("2", true),
            ),
        ] {
            assert_eq!(keywords_30(schema.clone()).number.minimum, old, "{schema}");
            assert_eq!(keywords_31(schema.clone()).number.minimum, new, "{schema}");
        }
        let both = keywords_31(json!({ "maximum": 1, "exclusiveMaximum": 2, "multipleOf": 0.5 }));
        assert_eq!(both.number.maximum, bound("1", false));
        assert!(both.number.multiple_of.is_some());
    }

    #[test]
    fn what_allows_everything_says_nothing() {
        for any in [json!(true), json!({})] {
            let read = keywords_31(json!({
                "additionalProperties": any, "items": any, "propertyNames": any, "unevaluatedItems": any,
                "minLength": 0, "minItems": 0, "minProperties": 0, "uniqueItems": false, "required": [], "properties": {},
            }));
            assert_eq!(
                read,
                crate::model::description::SchemaKeywords::default(),
                "{any}"
            );
        }
        let closed = keywords_31(json!({ "additionalProperties": false }));
        assert!(closed.object.additional_properties.is_some());
    }

    #[test]
    fn counts_may_be_written_as_fractions() {
        let read = keywords_31(
            json!({ "minItems": 2.0, "maxItems": 1e30, "contains": {}, "minContains": 3 }),
        );
        assert_eq!(
            (read.array.min_items, read.array.max_items),
            (2, Some(u64::MAX))
        );
        let contains = read.array.contains.unwrap();
        assert_eq!((contains.min, contains.max), (3, None));
    }
}
