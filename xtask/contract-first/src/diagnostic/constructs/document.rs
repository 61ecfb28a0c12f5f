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
];

/// A document that is not valid OpenAPI.
pub static NOT_VALID: Construct = Construct {
    code: Code(101),
    title: "a document that is not valid OpenAPI",
    reason: "the official schema of its OpenAPI version does not allow it",
    help: "correct it at its publisher, or with an action in the overlay",
    support: Support::all(Level::Refused),
};

/// A `$ref` that leads nowhere.
pub static DANGLING_REFERENCE: Construct = Construct {
    code: Code(102),
    title: "a `$ref` that leads nowhere",
    reason: "nothing is at the place that it names",
    help: "add what it names to the document, or correct the reference",
    support: Support::all(Level::Refused),
};

/// A `$ref` to another document.
pub static EXTERNAL_REFERENCE: Construct = Construct {
    code: Code(103),
    title: "a `$ref` to another document",
    reason: "only references inside the document are followed",
    help: "bundle the documents into one first (`redocly bundle` does)",
    support: Support::all(Level::Refused),
};

/// A `$ref` inside a schema with an `$id`.
pub static REFERENCE_BY_ID: Construct = Construct {
    code: Code(104),
    title: "a `$ref` inside a schema with an `$id`",
    reason: "it is resolved against the `$id`, and an `$id` is not followed",
    help: "write the place from the document's root, and remove the `$id`",
    support: Support::all(Level::Refused),
};

/// A `$ref` that leads back to itself, or through very many others.
pub static ENDLESS_REFERENCE: Construct = Construct {
    code: Code(105),
    title: "a `$ref` that leads back to itself, or through very many others",
    reason: "its `$ref` leads to no end",
    help: "refer to the thing itself",
    support: Support::all(Level::Refused),
};

/// A path item that refers to itself.
pub static ENDLESS_PATH_ITEM: Construct = Construct {
    code: Code(107),
    title: "a path item that refers to itself, or through very many others",
    reason: "this path item is made of itself",
    help: "write the operations in one of the path items of the circle",
    support: Support::all(Level::Refused),
};

/// A path item with `$ref` that repeats a key of its target.
pub static PATH_ITEM_CONFLICT: Construct = Construct {
    code: Code(109),
    title: "a path item with `$ref` that repeats a key of its target",
    reason: "OpenAPI does not say which of the two counts",
    help: "write it in one of the two",
    support: Support::all(Level::Refused),
};

/// Two operations with one operationId.
pub static DUPLICATE_OPERATION_ID: Construct = Construct {
    code: Code(110),
    title: "two operations with one operationId",
    reason: "an operationId must be unique in the document",
    help: "give each operation its own, in the published document or the overlay",
    support: Support::all(Level::Refused),
};

/// A placeholder of a path without a parameter.
pub static UNDECLARED_PATH_PARAMETER: Construct = Construct {
    code: Code(111),
    title: "a placeholder of a path without a parameter",
    reason: "the path has a placeholder that no parameter describes",
    help: "add a parameter of that name with `in: path` and `required: true`",
    support: Support::all(Level::Refused),
};

/// A path parameter that the path does not have.
pub static PARAMETER_NOT_IN_PATH: Construct = Construct {
    code: Code(112),
    title: "a path parameter that the path does not have",
    reason: "the path has no placeholder of its name",
    help: "put it into the path, or remove the parameter",
    support: Support::all(Level::Refused),
};

/// A document without operations.
pub static NO_OPERATION: Construct = Construct {
    code: Code(113),
    title: "a document without operations",
    reason: "the document has no operation",
    help: "describe at least one",
    support: Support::all(Level::Refused),
};
