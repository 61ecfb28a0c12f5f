use serde_json::Value;

use super::message::{Answer, Body, answers, body};
use super::parameter::{Parameter, parameters};
use super::security::{Scheme, alternatives};
use crate::document::{OperationNode, Pointer};
use crate::lowering::notes::Notes;
use crate::lowering::schema::Library;

/// A call.
pub struct Operation {
    pub id: String,
    /// In upper case.
    pub method: String,
    pub path: String,
    /// Summary and description, markdown.
    pub text: String,
    pub deprecated: bool,
    /// Alternatives in the document's order, by index of their schemes; an empty one needs no credentials.
    pub security: Vec<Vec<usize>>,
    pub parameters: Vec<Parameter>,
    pub body: Option<Body>,
    /// Single statuses, then ranges, then `default`.
    pub answers: Vec<Answer>,
}

/// Where a part of an operation is read.
pub struct Reader<'r, 'a> {
    pub root: &'a Value,
    pub library: &'r mut Library<'a>,
    pub notes: &'r mut Notes,
    pub id: &'r str,
    /// In lower case.
    pub method: &'r str,
    pub at: Pointer,
}

impl Operation {
    /// Whether a call may be sent again although the first one may have arrived (RFC 9110, section 9.2.2).
    pub fn is_idempotent(&self) -> bool {
        !matches!(self.method.as_str(), "POST" | "PATCH")
    }
}

/// Reads one operation, in the order of the server's lowering: types without a name of their own get the same one.
pub fn operation<'a>(
    root: &'a Value,
    library: &mut Library<'a>,
    schemes: &[Scheme],
    node: OperationNode,
    notes: &mut Notes,
) -> Operation {
    let described = node.value;
    let text = |key: &str| described[key].as_str().unwrap_or_default().trim();
    let id = text("operationId");
    let mut reader = Reader {
        root,
        library,
        notes,
        id,
        method: node.method,
        at: node.at(),
    };
    let parameters = parameters(&mut reader, node);
    let body = body(&mut reader, described);
    let answers = answers(&mut reader, described);
    let parts = [text("summary"), text("description")];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    Operation {
        id: id.to_owned(),
        method: node.method.to_ascii_uppercase(),
        path: node.path().to_owned(),
        text: parts.collect::<Vec<_>>().join("\n\n"),
        deprecated: described["deprecated"] == true,
        security: alternatives(root, described, schemes),
        parameters,
        body,
        answers,
    }
}
