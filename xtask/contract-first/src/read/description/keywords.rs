//! The keywords of a schema.

use serde_json::Value;

use super::part::Part;
use super::reader::{Dialect, Reader};
use crate::model::description::{JsonType, SchemaKeywords, TypeSet};

/// A keyword of a schema, and its value.
pub struct Keyword<'a, 'd> {
    pub schema: &'a Part<'d>,
    pub name: &'d str,
    pub value: &'d Value,
}

impl<'d> Keyword<'_, 'd> {
    /// Its value, and where that stands.
    pub fn part(&self) -> Part<'d> {
        Part {
            at: self.schema.at.child(self.name),
            value: self.value,
        }
    }
}

impl<'d> Reader<'d> {
    /// What is said of a schema.
    pub(super) fn keywords(&mut self, schema: &Part<'d>) -> SchemaKeywords {
        let mut keywords = SchemaKeywords::default();
        match schema.value {
            Value::Bool(true) => return keywords,
            Value::Bool(false) => {
                keywords.types = TypeSet::NONE;
                return keywords;
            }
            _ => {}
        }
        let Some(entries) = self.object(schema) else {
            return keywords;
        };
        if entries.contains_key("$ref") {
            keywords.reference = self.referenced(schema, "$ref");
            if self.dialect == Dialect::OpenApi30 {
                return keywords;
            }
        }
        for (name, value) in entries {
            let keyword = Keyword {
                schema,
                name,
                value,
            };
            // What is not known says nothing of values (JSON Schema 2020-12, 4.3.1).
            let _known = self.general(&mut keywords, &keyword)
                || self.combining(&mut keywords, &keyword)
                || self.of_strings(&mut keywords.string, &keyword)
                || self.of_arrays(&mut keywords.array, &keyword)
                || self.of_objects(&mut keywords.object, &keyword);
        }
        self.complete(&mut keywords, schema);
        keywords
    }

    /// Keywords of any value; `false` for others.
    fn general(&mut self, keywords: &mut SchemaKeywords, keyword: &Keyword<'_, 'd>) -> bool {
        match keyword.name {
            "type" => keywords.types = self.types(&keyword.part()),
            "enum" => {
                let items = self.list(&keyword.part());
                let values = items.into_iter().map(|item| item.value.clone()).collect();
                narrow(&mut keywords.values, values);
            }
            "const" => {
                narrow(&mut keywords.values, vec![keyword.value.clone()]);
                keywords.is_constant = true;
            }
            "default" => keywords.default = Some(keyword.value.clone()),
            "xml" => keywords.xml = Some(keyword.value.clone()),
            "readOnly" => keywords.read_only = self.boolean(&keyword.part()),
            "writeOnly" => keywords.write_only = self.boolean(&keyword.part()),
            "deprecated" => keywords.deprecated = self.boolean(&keyword.part()),
            _ => return false,
        }
        true
    }

    /// The types that `type` names.
    fn types(&mut self, part: &Part<'d>) -> TypeSet {
        let names = match part.value {
            Value::Array(_) => self.list(part),
            _ => vec![part.clone()],
        };
        let mut types = TypeSet::NONE;
        for part in names {
            let Some(name) = self.string(&part) else {
                continue;
            };
            match JsonType::of_name(&name) {
                Some(one) => types = types.with(one),
                None => self.invalid(&part.at, &format!("`{name}` is not a type of JSON Schema")),
            }
        }
        types
    }
}

/// Leaves the values that are in both lists.
fn narrow(known: &mut Option<Vec<Value>>, values: Vec<Value>) {
    match known {
        Some(known) => known.retain(|value| values.contains(value)),
        None => *known = Some(values),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::read::description::testing::{faults_of_schemas, keywords_30, keywords_31};

    fn set(types: &[JsonType]) -> TypeSet {
        types.iter().fold(TypeSet::NONE, |set, one| set.with(*one))
    }

    #[test]
    fn types_are_a_set() {
        use JsonType::{Integer, Null, Number, String};
        for (written, expected) in [
            (json!({}), TypeSet::ALL),
            (json!(true), TypeSet::ALL),
            (json!(false), TypeSet::NONE),
            (json!({ "type": "string" }), set(&[String])),
            (
                json!({ "type": ["null", "number"] }),
                set(&[Null, Number, Integer]),
            ),
            (
                json!({ "type": ["number", "integer", "null"] }),
                set(&[Null, Number]),
            ),
        ] {
            assert_eq!(keywords_31(written.clone()).types, expected, "{written}");
        }
    }

    #[test]
    fn a_constant_is_an_enumeration_of_one() {
        let values = |schema: Value| keywords_31(schema).values;
        assert_eq!(values(json!({ "const": null })), Some(vec![Value::Null]));
        assert_eq!(
            values(json!({ "enum": [1, 2], "const": 2 })),
            Some(vec![json!(2)])
        );
        assert_eq!(values(json!({ "enum": [1, 2], "const": 3 })), Some(vec![]));
        assert_eq!(values(json!({})), None);
    }

    #[test]
    fn nothing_counts_beside_a_reference_in_3_0() {
        let beside = json!({ "$ref": "#/components/schemas/Here", "minLength": 5 });
        let old = keywords_30(beside.clone());
        assert!(old.reference.is_some() && old.string.min_length == 0);
        let new = keywords_31(beside);
        assert!(new.reference.is_some() && new.string.min_length == 5);
    }

    #[test]
    fn malformed_keywords_are_faults() {
        for (keyword, value, reason) in [
            (
                "type",
                json!("strng"),
                "`strng` is not a type of JSON Schema",
            ),
            ("type", json!(5), "`type` must be a string, not a number"),
            ("enum", json!("a"), "`enum` must be a list, not a string"),
            (
                "required",
                json!(true),
                "`required` must be a list, not a boolean",
            ),
            (
                "properties",
                json!([]),
                "`properties` must be an object, not a list",
            ),
            (
                "properties",
                json!(null),
                "`properties` must be an object, not null",
            ),
            (
                "items",
                json!("string"),
                "`items` must be an object, not a string",
            ),
            ("allOf", json!({}), "`allOf` must be a list, not an object"),
            (
                "minLength",
                json!("5"),
                "`minLength` must be a whole number of 0 or more, not a string",
            ),
            (
                "maximum",
                json!("5"),
                "`maximum` must be a number, not a string",
            ),
            (
                "pattern",
                json!(5),
                "`pattern` must be a string, not a number",
            ),
            (
                "readOnly",
                json!("yes"),
                "`readOnly` must be true or false, not a string",
            ),
            (
                "discriminator",
                json!("kind"),
                "`discriminator` must be an object, not a string",
            ),
            ("$ref", json!(5), "`$ref` must be a string, not a number"),
        ] {
            let place = format!("/components/schemas/A/{keyword}");
            let found = faults_of_schemas(json!({ "A": { keyword: value } }));
            assert_eq!(found, [(place, reason.to_owned())], "{keyword}");
        }
    }

    #[test]
    fn names_of_properties_are_not_keywords() {
        let names = [
            "default",
            "security",
            "properties",
            "$ref",
            "type",
            "x-a",
            "enum",
        ];
        let all: serde_json::Map<_, _> = names
            .iter()
            .map(|name| ((*name).to_owned(), json!({ "type": "string" })))
            .collect();
        let read = keywords_31(json!({ "properties": all, "required": names }));
        let properties: Vec<_> = read.object.properties.iter().map(|one| &one.0).collect();
        assert_eq!(properties, names);
        assert_eq!(read.object.required.len(), names.len());
    }
}
