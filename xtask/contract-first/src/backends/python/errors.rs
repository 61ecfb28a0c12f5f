use serde::Serialize;

use super::contents::body_type;
use super::docstring::{docstring, summary};
use crate::backend::client::language::Types;
use crate::backend::client::operation::{ClientOperation, ClientOutcome};
use crate::backend::{Fragment, Import, OrFalse};
use crate::text::markdown;

/// The errors that every package has.
pub const COMMON: [&str; 7] = [
    "ConnectionFailedError",
    "Error",
    "OptionError",
    "StatusError",
    "TimedOutError",
    "TransportError",
    "UnexpectedResponseError",
];

/// What the templates print of a documented error.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ErrorClass<'c> {
    error_type: &'c str,
    /// The class of all errors of the operation.
    parent: &'c str,
    docstring: Vec<String>,
    /// When it comes, for the cell of a table.
    cell: String,
    /// The type of its body.
    body: OrFalse<Fragment>,
}

/// The class of an outcome; `None` for a success.
pub fn error_class<'c>(
    types: &Types,
    operation: &'c ClientOperation,
    error: &'c ClientOutcome,
) -> Option<ErrorClass<'c>> {
    let response = error.outcome.response;
    let status = match response.code.as_str() {
        "default" => "any other status",
        code => code,
    };
    Some(ErrorClass {
        error_type: error.error_type.as_deref()?,
        parent: &operation.error_type,
        docstring: match error.docs.is_empty() {
            true => docstring(&[status.to_owned()]),
            false => docstring(&error.docs),
        },
        cell: match markdown::text(&summary(&response.description)) {
            empty if empty.is_empty() => status.to_owned(),
            said => format!("{status}: {said}"),
        },
        body: OrFalse((!error.forms.is_empty()).then(|| body_type(types, error).code())),
    })
}

impl ErrorClass<'_> {
    pub fn imports(&self) -> impl Iterator<Item = &Import> {
        self.body.0.iter().flat_map(|body| &body.imports)
    }
}
