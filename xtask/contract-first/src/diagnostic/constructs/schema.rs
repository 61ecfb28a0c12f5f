//! Schemas.

use crate::diagnostic::construct::{Code, Construct, Level, Support};

/// The rows of this part, by code.
pub const ALL: &[&Construct] = &[
    &UNCHECKED_KEYWORD,
    &REFERENCE_BY_ANCHOR,
    &REFERENCE_TO_NO_SCHEMA,
    &SELF_COMPOSITION,
    &CONFLICTING_KEYWORD,
    &CONFLICTING_TYPES,
    &IMPOSSIBLE_SCHEMA,
    &ALIAS_CYCLE,
    &UNION_CYCLE,
    &EMPTY_UNION,
    &DISCRIMINATOR_WITHOUT_CHOICE,
    &DISCRIMINATOR_NOT_TEXT,
    &NULLABLE_IN_3_1,
    &UNCHECKED_FORMAT,
    &PATTERN,
    &BOUND_NOT_A_COUNT,
    &ENUM_FITS_NOTHING,
    &INTEGER_TOO_WIDE,
    &BOUND_TOO_LARGE,
    &REQUIRED_AND_FORBIDDEN,
    &TOO_MANY_VALUES,
    &TOO_DEEP,
    &EMPTY_RANGE,
    &INTEGER_STEP,
    &UNREAD_KEYWORD,
    &LONG_CHAIN_OF_TYPES,
    &CODE_TYPE,
    &CODE_TYPE_OF_STRUCTURE,
    &DEFAULT_OF_CODE_TYPE,
    &CONSTRAINTS_OF_CODE_TYPE,
    &UNKNOWN_KEYWORD,
    &RULE_OF_PIECES,
];

/// A rule beyond types that cannot be checked.
pub static UNCHECKED_KEYWORD: Construct = Construct {
    code: Code(201),
    title: "`not`, `if`, `contains` and the like beside an `enum`, or where they lead back to themselves",
    reason: "values are not checked against this rule",
    help: "leave it out, or state the rule in the description",
    support: Support::stub_and_clients(Level::Refused, Level::Noted),
};

/// A `$ref` to an `$anchor` that is not there.
pub static REFERENCE_BY_ANCHOR: Construct = Construct {
    code: Code(202),
    title: "a `$ref` to an `$anchor` that is not there",
    reason: "no schema of this resource has this `$anchor`",
    help: "add the `$anchor`, or write a pointer: `#/components/schemas/` and the schema's name",
    support: Support::all(Level::Refused),
};

/// A `$ref` to something that is not a schema.
pub static REFERENCE_TO_NO_SCHEMA: Construct = Construct {
    code: Code(203),
    title: "a `$ref` to something that is not a schema",
    reason: "the target of the reference is not a schema of this document",
    help: "point to something under `#/components/schemas`",
    support: Support::all(Level::Refused),
};

/// A schema that is part of its own `allOf`.
pub static SELF_COMPOSITION: Construct = Construct {
    code: Code(204),
    title: "a schema that is part of its own `allOf`",
    reason: "the schema contains itself through `allOf`",
    help: "remove it from its own `allOf`",
    support: Support::all(Level::Refused),
};

/// Parts of `allOf` with different values of one keyword.
pub static CONFLICTING_KEYWORD: Construct = Construct {
    code: Code(205),
    title: "parts of `allOf` with different values of one keyword",
    reason: "two parts of the schema set this keyword to different values",
    help: "set it in one of them only",
    support: Support::all(Level::Refused),
};

/// Parts of `allOf` whose types exclude each other.
pub static CONFLICTING_TYPES: Construct = Construct {
    code: Code(206),
    title: "parts of `allOf` whose types exclude each other",
    reason: "no value has both types",
    help: "correct the types of the parts",
    support: Support::all(Level::Refused),
};

/// A schema that no value matches.
pub static IMPOSSIBLE_SCHEMA: Construct = Construct {
    code: Code(207),
    title: "a schema that no value matches",
    reason: "no value matches this schema",
    help: "leave it out",
    support: Support::all(Level::Refused),
};

/// A schema that is an alias of itself.
pub static ALIAS_CYCLE: Construct = Construct {
    code: Code(208),
    title: "a schema that is an alias of itself",
    reason: "the schema is only another name for itself, possibly through arrays or maps",
    help: "put an object in between",
    support: Support::all(Level::Refused),
};

/// A union that is one of its own alternatives.
pub static UNION_CYCLE: Construct = Construct {
    code: Code(209),
    title: "a union that is one of its own alternatives",
    reason: "one of the alternatives is the union itself",
    help: "remove it from its own `oneOf` or `anyOf`",
    support: Support::all(Level::Refused),
};

/// An empty `oneOf` or `anyOf`.
pub static EMPTY_UNION: Construct = Construct {
    code: Code(210),
    title: "an empty `oneOf` or `anyOf`",
    reason: "there is no alternative to choose from",
    help: "list at least one schema",
    support: Support::all(Level::Refused),
};

/// A discriminator without `oneOf` and `anyOf` in a schema without a name.
pub static DISCRIMINATOR_WITHOUT_CHOICE: Construct = Construct {
    code: Code(211),
    title: "a discriminator without `oneOf` and `anyOf` outside of `components.schemas`",
    reason: "no schema can extend this one with `allOf`, for it has no name",
    help: "move it to `components.schemas`, or list the schemas with `oneOf`",
    support: Support::all(Level::Refused),
};

/// A discriminator whose property is not a string.
pub static DISCRIMINATOR_NOT_TEXT: Construct = Construct {
    code: Code(212),
    title: "a discriminator whose property is not a string",
    reason: "the discriminator is ignored, and a value belongs to the alternative that it matches",
    help: "make the property a string, and check that no value matches two alternatives",
    support: Support::all(Level::Noted),
};

/// `nullable` in OpenAPI 3.1.
pub static NULLABLE_IN_3_1: Construct = Construct {
    code: Code(213),
    title: "`nullable` in OpenAPI 3.1",
    reason: "`nullable` has no meaning since OpenAPI 3.1",
    help: "add \"null\" to the types: `type: [..., \"null\"]`",
    support: Support::all(Level::Refused),
};

/// A `format` that is not checked.
pub static UNCHECKED_FORMAT: Construct = Construct {
    code: Code(215),
    title: "a `format` that is not checked",
    reason: "strings are not checked against this format",
    help: "add a `pattern`, or check it in the implementation",
    support: Support::stub(Level::Noted),
};

/// A `pattern` that cannot be checked.
pub static PATTERN: Construct = Construct {
    code: Code(216),
    title: "a `pattern` that cannot be checked",
    reason: "the pattern is not valid ECMA-262, or refers back to a group inside of a repeated one",
    help: "correct it, or state the rule in the description",
    support: Support::stub(Level::Refused),
};

/// A length or count beyond 9000000000000000.
pub static BOUND_NOT_A_COUNT: Construct = Construct {
    code: Code(217),
    title: "a length or count beyond 9000000000000000",
    reason: "the number is too large for a length or count",
    help: "use a smaller number, or leave it out",
    support: Support::all(Level::Refused),
};

/// An `enum` without a value of its `type`.
pub static ENUM_FITS_NOTHING: Construct = Construct {
    code: Code(219),
    title: "an `enum` without a value of its `type`",
    reason: "no value matches both the enum and its type",
    help: "correct the enum or the type",
    support: Support::all(Level::Refused),
};

/// An integer beyond 64 bits.
pub static INTEGER_TOO_WIDE: Construct = Construct {
    code: Code(220),
    title: "an integer beyond 64 bits",
    reason: "no integer type of 64 bits holds all of its values",
    help: "add `minimum: 0`, or use `format: uint64`",
    support: Support::all(Level::Refused),
};

/// A bound beyond the range of a 64-bit number.
pub static BOUND_TOO_LARGE: Construct = Construct {
    code: Code(221),
    title: "a bound beyond the range of a 64-bit number",
    reason: "the bound is beyond the range of a 64-bit number",
    help: "leave the bound out",
    support: Support::stub(Level::Refused),
};

/// A property that is both required and forbidden.
pub static REQUIRED_AND_FORBIDDEN: Construct = Construct {
    code: Code(222),
    title: "a property that is both required and forbidden",
    reason: "no object can satisfy both",
    help: "remove one of the two",
    support: Support::all(Level::Refused),
};

/// Schemas that expand to too many values.
pub static TOO_MANY_VALUES: Construct = Construct {
    code: Code(224),
    title: "schemas that expand to too many values",
    reason: "the schemas of the document expand to too many values",
    help: "reduce how many nested schemas `allOf`, `oneOf` and `anyOf` refer to",
    support: Support::all(Level::Refused),
};

/// Schemas nested too deeply.
pub static TOO_DEEP: Construct = Construct {
    code: Code(225),
    title: "schemas nested too deeply",
    reason: "too many levels of nested schemas, `$ref`s included",
    help: "shorten the chain, or name the schema that contains itself under `components/schemas` and refer to it with only a `$ref`",
    support: Support::all(Level::Refused),
};

/// An integer whose bounds exclude each other.
pub static EMPTY_RANGE: Construct = Construct {
    code: Code(226),
    title: "an integer whose bounds exclude each other",
    reason: "no integer of this type is within the bounds",
    help: "correct the bounds, or use another format",
    support: Support::all(Level::Refused),
};

/// An integer with a `multipleOf` that is fractional or beyond 32 bits.
pub static INTEGER_STEP: Construct = Construct {
    code: Code(227),
    title: "an integer with a `multipleOf` that is fractional or beyond 32 bits",
    reason: "only whole steps of up to 32 bits are checked for integers",
    help: "use a whole number from 1 to 2147483647",
    support: Support::stub(Level::Refused),
};

/// A keyword that changes the form of values and is not read, such as `contentSchema`.
pub static UNREAD_KEYWORD: Construct = Construct {
    code: Code(228),
    title: "a keyword that changes the structure of values and is not read, such as `contentSchema` or `additionalItems`",
    reason: "this keyword is not read, and the types would be wrong without it",
    help: "leave it out, or state it in the description",
    support: Support::all(Level::Refused),
};

/// Types that lead to each other in a chain that is too long for Rust.
pub static LONG_CHAIN_OF_TYPES: Construct = Construct {
    code: Code(229),
    title: "types that refer to each other in a chain that is too long for Rust",
    reason: "the Rust compiler cannot handle types that are nested so deeply",
    help: "shorten the chain of `$ref`s",
    support: Support {
        rust_axum: Level::Refused,
        rust: Level::Refused,
        ..Support::all(Level::Supported)
    },
};

/// A type of code that cannot be read.
pub static CODE_TYPE: Construct = Construct {
    code: Code(230),
    title: "an `x-rust-type`, `x-typescript-type` or `x-python-type` that does not name a type",
    reason: "no type of code is named",
    help: "write a path, or an object with `path`, `package` and `version`",
    support: Support::all(Level::Refused),
};

/// A type of code for values that are not plain.
pub static CODE_TYPE_OF_STRUCTURE: Construct = Construct {
    code: Code(231),
    title: "a type of code for anything but a text, a number or a boolean, or beside a `$ref`",
    reason: "only plain values can have another type of code, where their schema stands",
    help: "write it on the schema of a plain value",
    support: Support::all(Level::Refused),
};

/// A default of values that have another type in Rust.
pub static DEFAULT_OF_CODE_TYPE: Construct = Construct {
    code: Code(232),
    title: "a `default` beside an `x-rust-type`",
    reason: "no value of the type can be written for it",
    help: "leave out the default or the type; an overlay can remove either",
    support: Support::stub(Level::Refused),
};

/// Constraints of values that have another type in Rust.
pub static CONSTRAINTS_OF_CODE_TYPE: Construct = Construct {
    code: Code(233),
    title: "constraints beside an `x-rust-type`",
    reason: "the type decides alone which values are valid; nothing else is checked",
    help: "leave out the constraints, or check them in the type",
    support: Support::stub(Level::Noted),
};

/// A keyword that JSON Schema does not know.
pub static UNKNOWN_KEYWORD: Construct = Construct {
    code: Code(234),
    title: "a keyword that JSON Schema does not know, such as a misspelt one",
    reason: "it says nothing (JSON Schema 2020-12, section 4.3.1)",
    help: "correct its spelling, or begin its name with `x-`",
    support: Support::all(Level::Noted),
};

/// A rule beyond types of values that are read piece by piece.
pub static RULE_OF_PIECES: Construct = Construct {
    code: Code(235),
    title: "`not`, `if`, `contains` and the like of an object in a parameter or a form, or of a list or map of objects that is a body or an alternative by itself",
    reason: "nothing checks this rule: the stub does not see the value as it was sent",
    help: "make the value a property of a JSON object, or state the rule in the description",
    support: Support::stub(Level::Refused),
};
