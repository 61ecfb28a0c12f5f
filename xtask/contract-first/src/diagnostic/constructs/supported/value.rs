//! Values: types, formats, bounds and enums.

use crate::diagnostic::construct::Construct;

/// The rows of this part, by code.
pub static ALL: &[Construct] = &[
    Construct::supported(250, "`type: string`", "a string"),
    Construct::supported(
        251,
        "`type: integer`",
        "an integer of 64 bits, unless its format or bounds say otherwise",
    ),
    Construct::supported(252, "`type: number`", "a floating-point number of 64 bits"),
    Construct::supported(253, "`type: boolean`", "a boolean"),
    Construct::supported(254, "`type: \"null\"` (3.1)", "null, and nothing else"),
    Construct::supported(
        255,
        "a list of types (3.1)",
        "a union of one variant for each type",
    ),
    Construct::supported(
        256,
        "a list of types with `\"null\"` (3.1)",
        "a value that may be null",
    ),
    Construct::supported(257, "`nullable` (3.0)", "a value that may be null"),
    Construct::supported(
        258,
        "a schema without `type`",
        "its type follows from its keywords; without any, every JSON value is allowed",
    ),
    Construct::supported(259, "the schemas `true` and `{}`", "any JSON value"),
    Construct::supported(
        260,
        "`enum`",
        "an enum in the target's language; values of other types than the schema's are left out",
    ),
    Construct::supported(261, "`const` (3.1)", "an enum of one value"),
    Construct::supported(
        262,
        "`default`",
        "the stub fills it in when the property is absent; the clients leave the property out",
    ),
    Construct::supported(
        263,
        "`format` of integers: `int8` to `int64`, `uint8` to `uint64`",
        "an integer of that width, checked",
    ),
    Construct::supported(
        264,
        "`format` of numbers: `float` and `double`",
        "a floating-point number of 64 bits",
    ),
    Construct::supported(
        265,
        "`format: date-time`, `date` and `time`",
        "a string that the stub checks by RFC 3339",
    ),
    Construct::supported(
        266,
        "`format: uuid`",
        "a UUID type in Rust and Python, a string in TypeScript; the stub checks it",
    ),
    Construct::supported(
        267,
        "`format: uri`",
        "a string that the stub checks by RFC 3986",
    ),
    Construct::supported(
        268,
        "`format: email`, `ipv4` and `ipv6`",
        "a string that the stub checks",
    ),
    Construct::supported(
        269,
        "`format: byte`",
        "a string that the stub checks as base64 (RFC 4648)",
    ),
    Construct::supported(
        270,
        "`format: password` and `binary`",
        "a plain string: these formats restrict no value",
    ),
    Construct::supported(
        271,
        "`minLength` and `maxLength`",
        "the stub checks the length in characters",
    ),
    Construct::supported(
        272,
        "`pattern`",
        "the stub checks it as ECMA-262 defines it, in linear time; one that looks around or refers back in a bounded number of steps, beyond which the text is refused and counted",
    ),
    Construct::supported(273, "`minimum` and `maximum`", "the stub checks the bounds"),
    Construct::supported(
        274,
        "`exclusiveMinimum` and `exclusiveMaximum` as numbers (3.1)",
        "the stub checks the bounds",
    ),
    Construct::supported(
        275,
        "`exclusiveMinimum` and `exclusiveMaximum` as booleans (3.0)",
        "the stub checks the bounds",
    ),
    Construct::supported(
        276,
        "`multipleOf`",
        "the stub checks it, decimal fractions exactly",
    ),
    Construct::supported(
        277,
        "`title`, `description`, `example` and `examples` of a schema",
        "documentation of what is generated; a title names a variant of a union, and examples are used in code samples",
    ),
    Construct::supported(
        278,
        "`contentEncoding`, `contentMediaType`, `$comment`, `xml`, and `deprecated` of a schema",
        "annotations: they restrict no value, and no code is generated from them",
    ),
    Construct::supported(
        279,
        "`x-rust-type`, `x-typescript-type` and `x-python-type` of a plain value in bodies, or of a format under `x-formats`, in the overlay",
        "the type that values have in code, with the package that it comes from; those of the published document are ignored",
    ),
];
