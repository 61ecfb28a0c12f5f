//! Schemas by themselves, for the tests of this folder.

use std::rc::Rc;

use serde_json::{Value, json};

use super::{MessageDirection, SchemaChange, SchemaComparison};
use crate::model::description::{ApiDescription, SchemaId};
use crate::read::description;

/// A document of OpenAPI 3.1 with a schema and its components.
pub fn document(schema: &Value, schemas: &Value) -> Value {
    let content = json!({ "application/json": { "schema": schema } });
    json!({
        "openapi": "3.1.0",
        "info": { "title": "T", "version": "1" },
        "paths": { "/a": { "post": { "requestBody": { "content": content }, "responses": {} } } },
        "components": { "schemas": schemas },
    })
}

/// The differences of two documents that have one schema each.
#[track_caller]
pub fn changes(old: &Value, new: &Value, direction: MessageDirection) -> Vec<Rc<SchemaChange>> {
    let (old, new) = (read(old), read(new));
    let mut comparison = SchemaComparison::new(&old.schemas, &new.schemas);
    comparison.changes(body(&old), body(&new), direction)
}

#[track_caller]
pub fn read(document: &Value) -> ApiDescription {
    description(document).unwrap_or_else(|faults| panic!("{faults:?}\n{document:#}"))
}

/// The schema of the only body.
pub fn body(description: &ApiDescription) -> SchemaId {
    let body = description.operations[0].body.as_ref().expect("a body");
    body.content[0].schema.expect("a schema")
}
