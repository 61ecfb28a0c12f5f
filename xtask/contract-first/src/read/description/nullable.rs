//! `nullable` of OpenAPI 3.0: null is valid too. OpenAPI 3.1 does not know it, and it says nothing there.

use serde_json::Value;

use super::part::Part;
use super::reader::{Dialect, Reader};
use crate::model::description::{JsonType, Schema, SchemaKeywords, TypeSet};

impl<'d> Reader<'d> {
    /// Adds null to what a schema says.
    pub(super) fn add_null(&mut self, keywords: &mut SchemaKeywords, schema: &Part<'d>) {
        let nullable = schema.value.get("nullable") == Some(&Value::Bool(true));
        if !nullable || self.dialect != Dialect::OpenApi30 {
            return;
        }
        let combined = !keywords.all_of.is_empty()
            || keywords.any_of.is_some()
            || keywords.one_of.is_some()
            || keywords.not.is_some();
        if !combined {
            keywords.types = keywords.types.with(JsonType::Null);
            keywords.is_nullable = true;
            if let Some(values) = &mut keywords.values
                && !values.contains(&Value::Null)
            {
                values.push(Value::Null);
            }
            return;
        }
        // What is combined need not accept null: either null, or what the schema says without it.
        let alternative = |keywords| Schema {
            at: schema.at.clone(),
            name: None,
            keywords,
        };
        let mut inner = std::mem::take(keywords);
        keywords.default = inner.default.take();
        keywords.xml = inner.xml.take();
        keywords.read_only = std::mem::take(&mut inner.read_only);
        keywords.write_only = std::mem::take(&mut inner.write_only);
        keywords.deprecated = std::mem::take(&mut inner.deprecated);
        let null = SchemaKeywords {
            types: TypeSet::NONE.with(JsonType::Null),
            ..SchemaKeywords::default()
        };
        let null = self.schemas.push(alternative(null));
        let inner = self.schemas.push(alternative(inner));
        keywords.any_of = Some(vec![inner, null]);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::read::description::testing::{keywords_30, keywords_31};

    fn accepts_null(keywords: &SchemaKeywords) -> bool {
        keywords.types.contains(JsonType::Null)
    }

    #[test]
    fn null_is_a_type_in_3_0_only() {
        for schema in [
            json!({ "type": "string", "nullable": true }),
            json!({ "type": "object", "properties": {}, "nullable": true }),
        ] {
            assert!(accepts_null(&keywords_30(schema.clone())), "{schema}");
            assert!(!accepts_null(&keywords_31(schema.clone())), "{schema}");
        }
        let off = json!({ "type": "string", "nullable": false });
        assert!(!accepts_null(&keywords_30(off)));
    }

    #[test]
    fn null_is_a_value_of_an_enumeration() {
        let schema = json!({ "type": "string", "enum": ["a"], "nullable": true });
        let expected = Some(vec![json!("a"), json!(null)]);
        assert_eq!(keywords_30(schema.clone()).values, expected);
        assert_eq!(keywords_31(schema).values, Some(vec![json!("a")]));
        let listed = json!({ "type": "string", "enum": ["a", null], "nullable": true });
        assert_eq!(keywords_30(listed).values, expected);
    }

    #[test]
    fn null_is_an_alternative_to_what_is_combined() {
        let schema = json!({ "nullable": true, "readOnly": true, "allOf": [{ "type": "object" }] });
        let read = keywords_30(schema);
        assert!(read.all_of.is_empty() && read.read_only);
        assert_eq!(read.any_of.map(|both| both.len()), Some(2));
    }
}
