use serde_json::{Map, Value};

use super::body::body;
use super::parameter::parameters;
use super::path::check_path;
use super::response::responses;
use super::schema::SchemaReader;
use super::security::alternatives;
use super::server::note_servers;
use crate::diagnostic::Diagnostics;
use crate::document::{OperationNode, Pointer};
use crate::model::{Operation, SecurityScheme};

/// Where a part of an operation is read.
pub struct Reader<'r, 'a> {
    pub root: &'a Value,
    pub schemas: &'r mut SchemaReader<'a>,
    pub diagnostics: &'r mut Diagnostics,
    pub id: &'r str,
    /// In lower case.
    pub method: &'r str,
    pub at: Pointer,
}

/// Reads one operation.
pub fn operation<'a>(
    root: &'a Value,
    schemas: &mut SchemaReader<'a>,
    schemes: &[SecurityScheme],
    node: OperationNode,
    diagnostics: &mut Diagnostics,
) -> Operation {
    let described = node.value;
    let text = |key: &str| described[key].as_str().unwrap_or_default().trim();
    let id = text("operationId");
    let tags = described["tags"].as_array().into_iter().flatten();
    let callbacks = described["callbacks"].as_object().into_iter();
    let security = alternatives(root, node, schemes, diagnostics);
    check_path(node.path(), diagnostics);
    note_servers(root, node.value, &node.at(), diagnostics);
    note_servers(root, node.item.value, &node.item.at(), diagnostics);
    let mut reader = Reader {
        root,
        schemas,
        diagnostics,
        id,
        method: node.method,
        at: node.at(),
    };
    Operation {
        at: node.at(),
        id: id.to_owned(),
        method: node.method.to_ascii_uppercase(),
        path: node.path().to_owned(),
        summary: text("summary").to_owned(),
        description: text("description").to_owned(),
        deprecated: described["deprecated"] == true,
        tags: tags.filter_map(Value::as_str).map(str::to_owned).collect(),
        security,
        parameters: parameters(&mut reader, node),
        body: body(&mut reader, described),
        responses: responses(&mut reader, described),
        callbacks: callbacks.flat_map(Map::keys).cloned().collect(),
    }
}
