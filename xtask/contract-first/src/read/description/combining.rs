//! Keywords that make a schema out of others, and what several keywords say together.

use super::keywords::Keyword;
use super::part::{Part, child};
use super::reader::Reader;
use crate::model::description::{Contains, SchemaId, SchemaKeywords};

impl<'d> Reader<'d> {
    /// Keywords that hold schemas for the same value; `false` for others.
    pub(super) fn combining(
        &mut self,
        keywords: &mut SchemaKeywords,
        keyword: &Keyword<'_, 'd>,
    ) -> bool {
        match keyword.name {
            "allOf" => keywords.all_of.extend(self.schemas_of(&keyword.part())),
            "anyOf" => keywords.any_of = Some(self.schemas_of(&keyword.part())),
            "oneOf" => keywords.one_of = Some(self.schemas_of(&keyword.part())),
            "not" => keywords.not = Some(self.schema(&keyword.part())),
            "if" => keywords.condition = Some(self.schema(&keyword.part())),
            "then" => keywords.then = Some(self.schema(&keyword.part())),
            "else" => keywords.otherwise = Some(self.schema(&keyword.part())),
            // A `$dynamicRef` is one more `$ref`: where several anchors of a name make a difference, it is refused.
            "$dynamicRef" => {
                let target = self.referenced(keyword.schema, "$dynamicRef");
                keywords.all_of.extend(target);
            }
            _ => return false,
        }
        true
    }

    /// The schemas of a list.
    pub(super) fn schemas_of(&mut self, part: &Part<'d>) -> Vec<SchemaId> {
        let items = self.list(part);
        items.iter().map(|item| self.schema(item)).collect()
    }

    /// The schema of a part, unless it says nothing.
    pub(super) fn unless_any(&mut self, part: &Part<'d>) -> Option<SchemaId> {
        let says_nothing = *part.value == true
            || part
                .value
                .as_object()
                .is_some_and(|schema| schema.is_empty());
        (!says_nothing).then(|| self.schema(part))
    }

    /// What keywords say together.
    pub(super) fn complete(&mut self, keywords: &mut SchemaKeywords, schema: &Part<'d>) {
        if keywords.condition.is_none() || keywords.then.is_none() && keywords.otherwise.is_none() {
            keywords.condition = None;
            keywords.then = None;
            keywords.otherwise = None;
        }
        if let Some(contains) = self.schema_under(schema, "contains") {
            let mut count = |key| child(schema, key).and_then(|part| self.count(&part));
            keywords.array.contains = Some(Contains {
                schema: contains,
                min: count("minContains").unwrap_or(1),
                max: count("maxContains"),
            });
        }
        keywords.discriminator = self.discriminator(schema);
        self.bounds(&mut keywords.number, schema);
        self.add_null(keywords, schema);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::read::description::testing::{faults_of_schemas, keywords_31};

    #[test]
    fn lists_of_schemas_are_known_from_those_that_are_missing() {
        let read = keywords_31(json!({ "allOf": [{}, true], "anyOf": [], "not": {} }));
        assert_eq!(read.all_of.len(), 2);
        assert_eq!(read.any_of, Some(vec![]));
        assert_eq!(read.one_of, None);
        assert!(read.not.is_some());
    }

    #[test]
    fn a_condition_needs_a_consequence() {
        for (schema, [condition, then, otherwise]) in [
            (json!({ "if": {}, "then": {} }), [true, true, false]),
            (json!({ "if": {}, "else": {} }), [true, false, true]),
            (
                json!({ "if": {}, "then": {}, "else": {} }),
                [true, true, true],
            ),
            (json!({ "if": {} }), [false, false, false]),
            (json!({ "then": {}, "else": {} }), [false, false, false]),
        ] {
            let read = keywords_31(schema.clone());
            let found = [&read.condition, &read.then, &read.otherwise].map(Option::is_some);
            assert_eq!(found, [condition, then, otherwise], "{schema}");
        }
    }

    #[test]
    fn counts_belong_to_what_an_array_contains() {
        let counts = |schema| {
            keywords_31(schema)
                .array
                .contains
                .map(|one| (one.min, one.max))
        };
        assert_eq!(counts(json!({ "contains": {} })), Some((1, None)));
        assert_eq!(
            counts(json!({ "contains": {}, "minContains": 0, "maxContains": 2 })),
            Some((0, Some(2)))
        );
        assert_eq!(counts(json!({ "minContains": 3 })), None);
        let found = faults_of_schemas(json!({ "A": { "contains": {}, "maxContains": -1 } }));
        assert_eq!(found[0].0, "/components/schemas/A/maxContains");
    }

    #[test]
    fn a_dynamic_reference_is_one_more_schema_that_holds() {
        let read =
            keywords_31(json!({ "$dynamicRef": "#/components/schemas/Here", "allOf": [{}] }));
        assert_eq!((read.all_of.len(), read.reference), (2, None));
    }
}
