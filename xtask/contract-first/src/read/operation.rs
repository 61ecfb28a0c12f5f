use serde_json::Value;

use super::body::body;
use super::parameter::parameters;
use super::response::responses;
use super::schema::SchemaReader;
use super::security::alternatives;
use crate::document::{OperationNode, Pointer};
use crate::model::{Operation, SecurityScheme};
use crate::read::Notes;

/// Where a part of an operation is read.
pub struct Reader<'r, 'a> {
    pub root: &'a Value,
    pub schemas: &'r mut SchemaReader<'a>,
    pub notes: &'r mut Notes,
    pub id: &'r str,
    /// In lower case.
    pub method: &'r str,
    pub at: Pointer,
}

/// Reads one operation, in the order of the server's lowering: types without a name of their own get the same one.
pub fn operation<'a>(
    root: &'a Value,
    schemas: &mut SchemaReader<'a>,
    schemes: &[SecurityScheme],
    node: OperationNode,
    notes: &mut Notes,
) -> Operation {
    let described = node.value;
    let text = |key: &str| described[key].as_str().unwrap_or_default().trim();
    let id = text("operationId");
    let mut reader = Reader {
        root,
        schemas,
        notes,
        id,
        method: node.method,
        at: node.at(),
    };
    let parameters = parameters(&mut reader, node);
    let body = body(&mut reader, described);
    let responses = responses(&mut reader, described);
    let parts = [text("summary"), text("description")];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    Operation {
        id: id.to_owned(),
        method: node.method.to_ascii_uppercase(),
        path: node.path().to_owned(),
        text: parts.collect::<Vec<_>>().join("\n\n"),
        deprecated: described["deprecated"] == true,
        security: alternatives(root, node, schemes, notes),
        parameters,
        body,
        responses,
    }
}
