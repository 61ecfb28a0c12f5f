//! Documents and references.

use crate::diagnostic::construct::Construct;

/// The rows of this part, by code.
pub static ALL: &[Construct] = &[
    Construct::supported(
        150,
        "OpenAPI 3.0",
        "read as OpenAPI 3.0 defines it: `nullable`, `exclusiveMinimum` as a boolean, and nothing beside a `$ref`",
    ),
    Construct::supported(
        151,
        "OpenAPI 3.1",
        "read as OpenAPI 3.1 and JSON Schema 2020-12 define it",
    ),
    Construct::supported(
        152,
        "`title`, `version`, `description` and `license` of `info`",
        "the packages' description, version, documentation and licence (an SPDX `identifier`)",
    ),
    Construct::supported(
        153,
        "`contact`, `termsOfService`, `summary` of `info`, and `externalDocs`",
        "for readers of the document: no code is generated from them",
    ),
    Construct::supported(
        154,
        "a `$ref` to a component",
        "followed, through up to 50 other references: parameters, request bodies, responses, headers, schemas and security schemes",
    ),
    Construct::supported(
        155,
        "other extensions (`x-…`)",
        "ignored: they never become code",
    ),
    Construct::supported(
        156,
        "a path item with `$ref`",
        "its operations are generated as if they were written at the path",
    ),
    Construct::supported(
        157,
        "an operation without `operationId`",
        "its name is derived from its method and path",
    ),
    Construct::supported(
        158,
        "components that no operation uses",
        "left out, whatever they contain",
    ),
    Construct::supported(
        159,
        "`x-name` of an operation, a parameter, a property, a schema in `components` or a security scheme",
        "what its names in code are made of, in each language's own spelling; nothing changes on the wire",
    ),
    Construct::supported(
        160,
        "`$id`, `$anchor`, `$defs` and `$self`",
        "a `$ref` by the name of a schema leads to that schema, and is resolved within it first",
    ),
    Construct::supported(
        161,
        "`$dynamicRef` to a `$dynamicAnchor` that is there once, or that the schema which refers to a generic one binds in its `$defs`",
        "a recursive schema, or a copy of the generic one with what is bound",
    ),
];
