//! Structure: arrays, objects, unions and recursion.

use crate::diagnostic::construct::Construct;

/// The rows of this part, by code.
pub static ALL: &[Construct] = &[
    Construct::supported(
        280,
        "`type: array` and `items`",
        "a list; without `items`, of any JSON values",
    ),
    Construct::supported(
        281,
        "`minItems` and `maxItems`",
        "the stub checks the number of items",
    ),
    Construct::supported(282, "`uniqueItems`", "the stub refuses equal items"),
    Construct::supported(
        283,
        "`properties` and `required`",
        "a type with a field for each property; what is required but not described may be any JSON value",
    ),
    Construct::supported(
        284,
        "`additionalProperties: false`",
        "the stub refuses other properties",
    ),
    Construct::supported(
        285,
        "`additionalProperties` with a schema",
        "a map; beside `properties`, a field that holds the others",
    ),
    Construct::supported(
        286,
        "`additionalProperties: true`",
        "a map of any JSON values; beside `properties`, a field that holds the others",
    ),
    Construct::supported(
        287,
        "`minProperties` and `maxProperties`",
        "the stub checks the number of properties",
    ),
    Construct::supported(
        288,
        "`oneOf`, `anyOf` and `not` that contain only `required`",
        "the stub checks which properties are present",
    ),
    Construct::supported(289, "`allOf`", "one type that combines its parts"),
    Construct::supported(
        290,
        "`oneOf`",
        "a union; the stub checks that a value fits exactly one of its schemas",
    ),
    Construct::supported(
        291,
        "`anyOf`",
        "a union; a value is of the first of its schemas that it fits",
    ),
    Construct::supported(
        292,
        "`discriminator` with `mapping`",
        "a union that the property's values distinguish",
    ),
    Construct::supported(
        293,
        "`discriminator` without `mapping`",
        "a union that the names of its schemas distinguish",
    ),
    Construct::supported(
        294,
        "`readOnly`",
        "requests may omit the property; requests and responses get types of their own",
    ),
    Construct::supported(
        295,
        "`writeOnly`",
        "responses omit the property; requests and responses get types of their own",
    ),
    Construct::supported(296, "a schema that contains itself", "a recursive type"),
    Construct::supported(
        297,
        "keywords beside a `$ref` in a schema (3.1)",
        "they apply in addition to the referenced schema",
    ),
    Construct::supported(
        298,
        "keywords beside a `$ref` in a schema (3.0)",
        "ignored, as 3.0 says",
    ),
    Construct::supported(
        299,
        "a `$ref` to any schema of the document, `$defs` included",
        "a type of its own, named after the last part of the reference",
    ),
    Construct::supported(
        300,
        "`discriminator` of a schema that others extend with `allOf`",
        "a union of those schemas; the schema itself is one of them where the mapping or the property's values name it",
    ),
];
