//! Rules that no type expresses.

use crate::diagnostic::construct::Construct;

/// The rows of this part, by code.
pub static ALL: &[Construct] = &[
    Construct::supported(
        236,
        "`if`, `then` and `else`",
        "the stub checks the value as it was sent; what only they describe may be any JSON value in types",
    ),
    Construct::supported(
        237,
        "`dependentRequired`, `dependentSchemas` and `dependencies`",
        "the stub checks the value as it was sent; what only they describe may be any JSON value in types",
    ),
    Construct::supported(
        238,
        "`contains`, `minContains` and `maxContains`",
        "the stub counts the items that fit",
    ),
    Construct::supported(
        239,
        "`prefixItems`",
        "a list; the stub checks each item by its place",
    ),
    Construct::supported(
        240,
        "`patternProperties` and `propertyNames`",
        "a map, or a field that holds the properties without names of their own; the stub checks names and values",
    ),
    Construct::supported(
        241,
        "`unevaluatedProperties` and `unevaluatedItems`",
        "the stub checks what no other keyword describes",
    ),
    Construct::supported(242, "`not`", "the stub refuses what fits its schema"),
    Construct::supported(
        243,
        "`enum` and `const` with objects or arrays",
        "any JSON value in types; the stub checks that it is one of those",
    ),
    Construct::supported(
        244,
        "`oneOf`, `anyOf` and `not` with required properties that are not described",
        "the stub checks which properties were sent",
    ),
];
