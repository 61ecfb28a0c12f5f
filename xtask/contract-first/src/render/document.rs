use serde_json::{Map, Value, json};

use crate::backend::TemplateData;

/// The document that carries template data through the generator: only operations in their groups.
pub fn document(data: &TemplateData) -> Value {
    let mut paths = Map::new();
    for (index, operation) in data.operations.iter().enumerate() {
        let item = json!({ operation.method.as_str(): {
            "operationId": operation.id,
            // The generator names a group's file after its tag.
            "tags": [operation.group],
            "responses": { "200": { "description": "" } },
            data.extension: operation.data,
        } });
        // The real path, where templates print it, is in the data.
        paths.insert(format!("/{index}"), item);
    }
    if paths.is_empty() {
        // The generator wants one.
        let operation = json!({ "operationId": "call", "tags": ["client"], "responses": { "200": { "description": "" } } });
        paths.insert("/0".to_owned(), json!({ "get": operation }));
    }
    json!({
        "openapi": "3.0.3",
        // The generator wants both, and our templates print neither.
        "info": { "title": "package", "version": "0" },
        "paths": paths,
        data.extension: data.package,
    })
}
