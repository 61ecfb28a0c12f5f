//! What makes a document invalid, or impossible to follow.

use crate::diagnostic::construct::{Code, Construct, Level, Support};

/// The rows of this part, by code.
pub const ALL: &[&Construct] = &[
    &NOT_VALID,
    &DANGLING_REFERENCE,
    &EXTERNAL_REFERENCE,
    &REFERENCE_BY_ID,
    &ENDLESS_REFERENCE,
    &ENDLESS_PATH_ITEM,
    &PATH_ITEM_CONFLICT,
    &DUPLICATE_OPERATION_ID,
    &UNDECLARED_PATH_PARAMETER,
    &PARAMETER_NOT_IN_PATH,
    &NO_OPERATION,
    &OTHER_DIALECT,
    &CODE_NAME,
];

/// A document that is not valid OpenAPI.
pub static NOT_VALID: Construct = Construct {
    code: Code(101),
    title: "a document that is not valid OpenAPI",
    reason: "the official schema of its OpenAPI version does not allow it",
    help: "correct it in the published document, or with an action in the overlay",
    support: Support::all(Level::Refused),
};

/// A `$ref` that leads nowhere.
pub static DANGLING_REFERENCE: Construct = Construct {
    code: Code(102),
    title: "a `$ref` to something that does not exist",
    reason: "the target of the reference does not exist",
    help: "add the target to the document, or correct the reference",
    support: Support::all(Level::Refused),
};

/// A `$ref` to another document.
pub static EXTERNAL_REFERENCE: Construct = Construct {
    code: Code(103),
    title: "a `$ref` to another document",
    reason: "only references inside the document are followed",
    help: "copy the target into this document, under `components`; an OpenAPI bundler does this for all files at once",
    support: Support::all(Level::Refused),
};

/// A `$ref` relative to an `$id` that leads nowhere.
pub static REFERENCE_BY_ID: Construct = Construct {
    code: Code(104),
    title: "a `$ref` that is relative to an `$id` and leads nowhere",
    reason: "it is resolved against the `$id` of its schema, where nothing has this name",
    help: "add the target to that schema, or correct the reference",
    support: Support::all(Level::Refused),
};

/// A `$ref` that leads back to itself, or through too many others.
pub static ENDLESS_REFERENCE: Construct = Construct {
    code: Code(105),
    title: "a `$ref` that leads back to itself, or through too many other references",
    reason: "following it never ends",
    help: "refer to the component itself",
    support: Support::all(Level::Refused),
};

/// A path item whose `$ref` leads back to itself, or through too many others.
pub static ENDLESS_PATH_ITEM: Construct = Construct {
    code: Code(107),
    title: "a path item whose `$ref` leads back to itself, or through too many other path items",
    reason: "following its `$ref` never ends",
    help: "write the operations in one of the path items of the cycle",
    support: Support::all(Level::Refused),
};

/// A path item that repeats a key of the path item that its `$ref` names.
pub static PATH_ITEM_CONFLICT: Construct = Construct {
    code: Code(109),
    title: "a path item that repeats a key of the path item that its `$ref` names",
    reason: "OpenAPI leaves undefined which of the two applies",
    help: "keep it in one of the two",
    support: Support::all(Level::Refused),
};

/// Two operations with the same operationId.
pub static DUPLICATE_OPERATION_ID: Construct = Construct {
    code: Code(110),
    title: "two operations with the same operationId",
    reason: "an operationId must be unique in the document",
    help: "give each operation its own, in the published document or the overlay",
    support: Support::all(Level::Refused),
};

/// A placeholder in a path without a parameter.
pub static UNDECLARED_PATH_PARAMETER: Construct = Construct {
    code: Code(111),
    title: "a placeholder in a path without a parameter",
    reason: "no parameter describes this placeholder of the path",
    help: "add a parameter of that name with `in: path` and `required: true`",
    support: Support::all(Level::Refused),
};

/// A path parameter that is not in the path.
pub static PARAMETER_NOT_IN_PATH: Construct = Construct {
    code: Code(112),
    title: "a path parameter that is not in the path",
    reason: "the path has no placeholder of this name",
    help: "add it to the path, or remove the parameter",
    support: Support::all(Level::Refused),
};

/// A document without operations.
pub static NO_OPERATION: Construct = Construct {
    code: Code(113),
    title: "a document without operations",
    reason: "the document has no operation",
    help: "describe at least one operation",
    support: Support::all(Level::Refused),
};

/// A dialect of JSON Schema that schemas are not read by.
pub static OTHER_DIALECT: Construct = Construct {
    code: Code(114),
    title: "another dialect of JSON Schema (`jsonSchemaDialect`, `$schema`)",
    reason: "schemas are read as JSON Schema 2020-12 with the keywords of OpenAPI, whatever dialect they name",
    help: "leave it out, or name `https://spec.openapis.org/oas/3.1/dialect/base`",
    support: Support::all(Level::Noted),
};

/// An `x-name` without a letter or a digit.
pub static CODE_NAME: Construct = Construct {
    code: Code(115),
    title: "an `x-name` without a letter or a digit",
    reason: "no name in code can be made of it",
    help: "write a text with a letter or a digit, or leave it out",
    support: Support::all(Level::Refused),
};
