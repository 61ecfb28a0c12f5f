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
    &DISCRIMINATOR_OF_CHILDREN,
    &DISCRIMINATOR_NOT_TEXT,
    &NULLABLE_IN_3_1,
    &UNCHECKED_FORMAT,
    &PATTERN,
    &BOUND_NOT_A_COUNT,
    &ENUM_OF_OBJECTS,
    &ENUM_FITS_NOTHING,
    &INTEGER_TOO_WIDE,
    &BOUND_TOO_LARGE,
    &REQUIRED_AND_FORBIDDEN,
    &PRESENCE_OF_UNDESCRIBED,
    &TOO_MANY_VALUES,
    &TOO_DEEP,
    &EMPTY_RANGE,
    &INTEGER_STEP,
    &UNREAD_KEYWORD,
];

/// A keyword of JSON Schema that only restricts values, and is not checked.
pub static UNCHECKED_KEYWORD: Construct = Construct {
    code: Code(201),
    title: "a keyword of JSON Schema that only restricts values, and is not checked: `not`, `if`, `contains` and others",
    reason: "values are not checked for this keyword",
    help: "leave it out, or say it in the description",
    support: Support::stub_and_clients(Level::Refused, Level::Noted),
};

/// A `$ref` to an `$anchor`.
pub static REFERENCE_BY_ANCHOR: Construct = Construct {
    code: Code(202),
    title: "a `$ref` to an `$anchor`",
    reason: "it names a schema by its `$anchor` or from inside of it, which is not followed",
    help: "write where it is: `#/components/schemas/` and its name",
    support: Support::all(Level::Refused),
};

/// A `$ref` to something that is not a schema.
pub static REFERENCE_TO_NO_SCHEMA: Construct = Construct {
    code: Code(203),
    title: "a `$ref` to something that is not a schema",
    reason: "it does not lead to a schema of this document",
    help: "point to something under `#/components/schemas`",
    support: Support::all(Level::Refused),
};

/// A schema that is part of its own `allOf`.
pub static SELF_COMPOSITION: Construct = Construct {
    code: Code(204),
    title: "a schema that is part of its own `allOf`",
    reason: "a schema that is made of itself",
    help: "take it out of its own `allOf`",
    support: Support::all(Level::Refused),
};

/// Parts of `allOf` with different values of one keyword.
pub static CONFLICTING_KEYWORD: Construct = Construct {
    code: Code(205),
    title: "parts of `allOf` with different values of one keyword",
    reason: "two parts of one schema say different things",
    help: "say it in one of them",
    support: Support::all(Level::Refused),
};

/// Parts of `allOf` with types that exclude each other.
pub static CONFLICTING_TYPES: Construct = Construct {
    code: Code(206),
    title: "parts of `allOf` with types that exclude each other",
    reason: "no value is of both types at once",
    help: "correct the types of the parts",
    support: Support::all(Level::Refused),
};

/// A schema that no value fits.
pub static IMPOSSIBLE_SCHEMA: Construct = Construct {
    code: Code(207),
    title: "a schema that no value fits",
    reason: "a schema that no value fits",
    help: "leave it out",
    support: Support::all(Level::Refused),
};

/// A schema that is another name for itself.
pub static ALIAS_CYCLE: Construct = Construct {
    code: Code(208),
    title: "a schema that is another name for itself",
    reason: "a schema that is another name for itself, perhaps in arrays or maps",
    help: "put an object between",
    support: Support::all(Level::Refused),
};

/// A union that contains itself.
pub static UNION_CYCLE: Construct = Construct {
    code: Code(209),
    title: "a union that contains itself",
    reason: "a choice that is one of its own alternatives",
    help: "take it out of its own `oneOf` or `anyOf`",
    support: Support::all(Level::Refused),
};

/// `oneOf` or `anyOf` without a schema.
pub static EMPTY_UNION: Construct = Construct {
    code: Code(210),
    title: "`oneOf` or `anyOf` without a schema",
    reason: "a choice of nothing",
    help: "name at least one schema",
    support: Support::all(Level::Refused),
};

/// A discriminator of schemas that extend this one with `allOf`.
pub static DISCRIMINATOR_OF_CHILDREN: Construct = Construct {
    code: Code(211),
    title: "a discriminator of schemas that extend this one with `allOf`",
    reason: "the discriminator leads to schemas that are made of this one with `allOf`: what they add would be lost",
    help: "name them with `oneOf` and the discriminator in a schema of its own, and use that one",
    support: Support::all(Level::Refused),
};

/// A discriminator whose property is not a string.
pub static DISCRIMINATOR_NOT_TEXT: Construct = Construct {
    code: Code(212),
    title: "a discriminator whose property is not a string",
    reason: "the discriminator is ignored, and a value is of the alternative that it fits",
    help: "make it a string, and check that no value fits two alternatives",
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
    reason: "texts are not checked for this format",
    help: "say it with a `pattern`, or check it in the implementation",
    support: Support::stub(Level::Noted),
};

/// A `pattern` that cannot be translated.
pub static PATTERN: Construct = Construct {
    code: Code(216),
    title: "a `pattern` that cannot be translated",
    reason: "the pattern cannot be checked in linear time, or is not valid ECMA-262",
    help: "use other means of ECMA-262, or say it in the description",
    support: Support::stub(Level::Refused),
};

/// A length or count that is not a whole number.
pub static BOUND_NOT_A_COUNT: Construct = Construct {
    code: Code(217),
    title: "a length or count that is not a whole number",
    reason: "it is not a count",
    help: "use a whole number",
    support: Support::all(Level::Refused),
};

/// An `enum` with an object or an array.
pub static ENUM_OF_OBJECTS: Construct = Construct {
    code: Code(218),
    title: "an `enum` with an object or an array",
    reason: "an enum value that is an object or an array",
    help: "describe its properties or items instead",
    support: Support::all(Level::Refused),
};

/// An `enum` without a value of its `type`.
pub static ENUM_FITS_NOTHING: Construct = Construct {
    code: Code(219),
    title: "an `enum` without a value of its `type`",
    reason: "no value fits this enum and its type",
    help: "correct the enum or the type",
    support: Support::all(Level::Refused),
};

/// An integer beyond 64 bits.
pub static INTEGER_TOO_WIDE: Construct = Construct {
    code: Code(220),
    title: "an integer beyond 64 bits",
    reason: "no type of 64 bits holds all of its values",
    help: "add `minimum: 0`, or `format: uint64`",
    support: Support::all(Level::Refused),
};

/// A bound beyond what a number of 64 bits can be.
pub static BOUND_TOO_LARGE: Construct = Construct {
    code: Code(221),
    title: "a bound beyond what a number of 64 bits can be",
    reason: "the bound is more than a number of 64 bits can be",
    help: "leave the bound out",
    support: Support::stub(Level::Refused),
};

/// A property that is required and forbidden.
pub static REQUIRED_AND_FORBIDDEN: Construct = Construct {
    code: Code(222),
    title: "a property that is required and forbidden",
    reason: "what is required is forbidden",
    help: "correct the schema",
    support: Support::all(Level::Refused),
};

/// A rule of presence about a property that is not described.
pub static PRESENCE_OF_UNDESCRIBED: Construct = Construct {
    code: Code(223),
    title: "a rule of presence about a property that is not described",
    reason: "a property that is asked for is not described",
    help: "describe it among the properties",
    support: Support::all(Level::Refused),
};

/// Schemas that unfold to very many values.
pub static TOO_MANY_VALUES: Construct = Construct {
    code: Code(224),
    title: "schemas that unfold to very many values",
    reason: "the schemas of the document unfold to too many values",
    help: "let `allOf`, `oneOf` and `anyOf` name fewer schemas that do the same in turn",
    support: Support::all(Level::Refused),
};

/// Schemas nested very deeply.
pub static TOO_DEEP: Construct = Construct {
    code: Code(225),
    title: "schemas nested very deeply",
    reason: "too many levels of schemas inside of each other, `$ref`s followed",
    help: "shorten the chain, or give what leads back to itself a name under `components/schemas` and refer to it with a lone `$ref`",
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

/// An integer with a `multipleOf` beyond a whole number of 32 bits.
pub static INTEGER_STEP: Construct = Construct {
    code: Code(227),
    title: "an integer with a `multipleOf` beyond a whole number of 32 bits",
    reason: "integers in steps of this number",
    help: "use a whole number from 1 to 2147483647",
    support: Support::stub(Level::Refused),
};

/// A keyword of JSON Schema that gives values a form that types do not have.
pub static UNREAD_KEYWORD: Construct = Construct {
    code: Code(228),
    title: "a keyword of JSON Schema that gives values another form, and is not read: `patternProperties`, `prefixItems` and others",
    reason: "this keyword is not read, and types would be wrong without it",
    help: "leave it out, or say it in the description",
    support: Support::all(Level::Refused),
};
