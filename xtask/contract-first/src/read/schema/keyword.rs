use serde_json::{Map, Value};

use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::schema;
use crate::document::Pointer;
use crate::read::dialect::other_dialect;

use super::rule::is_rule;

/// Keywords that only describe, sorted.
const ANNOTATIONS: [&str; 19] = [
    // That a `$ref` or `$dynamicRef` names it is told there.
    "$anchor",
    "$comment",
    // Read where a `$ref` leads to them.
    "$defs",
    "$dynamicAnchor",
    "$id",
    "$schema",
    "contentEncoding",
    "contentMediaType",
    "default",
    "definitions",
    "deprecated",
    "description",
    "example",
    "examples",
    "externalDocs",
    "readOnly",
    "title",
    "writeOnly",
    "xml",
];

/// Keywords that are read, sorted. One that belongs to another type than the schema's says nothing (JSON Schema 2020-12, 7.6.1).
const UNDERSTOOD: [&str; 27] = [
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "const",
    "discriminator",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "items",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "nullable",
    "oneOf",
    "pattern",
    "properties",
    "required",
    "type",
    "uniqueItems",
];

/// Keywords of JSON Schema that change the structure of values, of any draft, and are not read; sorted.
const STRUCTURAL: [&str; 5] = [
    "$dynamicRef",
    "$recursiveAnchor",
    "$recursiveRef",
    "additionalItems",
    "contentSchema",
];

/// Whether a keyword leaves every value as good as it was.
pub fn is_annotation(keyword: &str) -> bool {
    keyword.starts_with("x-")
        || keyword == super::combine::ORIGIN
        || ANNOTATIONS.binary_search(&keyword).is_ok()
}

/// Reports each keyword of a schema that is not read.
pub fn report_unread(schema: &Map<String, Value>, at: &Pointer, diagnostics: &mut Diagnostics) {
    let dialect = schema.get("$schema");
    let dialect = dialect.and_then(|dialect| other_dialect(dialect, at.child("$schema")));
    if let Some(dialect) = dialect {
        diagnostics.add(dialect);
    }
    for keyword in schema.keys().map(String::as_str) {
        if UNDERSTOOD.binary_search(&keyword).is_ok()
            || is_annotation(keyword)
            || keyword == super::combine::PRESENCE
            || keyword == super::rule::RULES
        {
            continue;
        }
        let at = at.child(keyword);
        let is_in = |list: &[&str]| list.binary_search(&keyword).is_ok();
        diagnostics.add(if is_rule(keyword) {
            schema::UNCHECKED_KEYWORD
                .at(at)
                .because(format!("values are not checked for `{keyword}`"))
        } else if is_in(&STRUCTURAL) {
            schema::UNREAD_KEYWORD.at(at).because(format!(
                "`{keyword}` is not read, and types would be wrong without it"
            ))
        } else {
            schema::UNKNOWN_KEYWORD
                .at(at)
                .because(format!("`{keyword}` is no keyword of JSON Schema"))
        });
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::read::schema::testing::read;

    #[test]
    fn keywords_are_sorted() {
        for list in [&ANNOTATIONS[..], &UNDERSTOOD, &STRUCTURAL] {
            assert!(list.is_sorted());
        }
    }

    #[test]
    fn keywords_that_are_not_read_are_found_by_what_they_do() {
        let found = read(json!({
            "type": "object", "x-own": 1, "title": "A", "$comment": "b",
            "propertyNames": {}, "contentSchema": {}, "made-up": 1,
        }))
        .found;
        let (restricts, shapes) = (
            schema::UNCHECKED_KEYWORD.code.0,
            schema::UNREAD_KEYWORD.code.0,
        );
        let expected = [
            (restricts, "/here/propertyNames".to_owned()),
            (shapes, "/here/contentSchema".to_owned()),
            (schema::UNKNOWN_KEYWORD.code.0, "/here/made-up".to_owned()),
        ];
        assert_eq!(found, expected);
    }
}
