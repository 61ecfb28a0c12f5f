//! Small documents for the tests of this folder.

use serde_json::{Value, json};

use super::description;
use crate::document::Pointer;
use crate::model::description::{ApiDescription, Operation, SchemaId, SchemaKeywords, Schemas};

/// A document of one operation, `POST /a`, and components.
pub fn document_with(operation: Value, components: Value) -> Value {
    json!({
        "openapi": "3.1.0",
        "info": { "title": "T", "version": "1" },
        "paths": { "/a": { "post": operation } },
        "components": components,
    })
}

#[track_caller]
pub fn read(document: &Value) -> ApiDescription {
    match description(document) {
        Ok(read) => read,
        Err(faults) => panic!("{faults:?}"),
    }
}

/// Where the faults of a document are, and what they are.
#[track_caller]
pub fn faults_of(document: &Value) -> Vec<(String, String)> {
    let faults = description(document).err().unwrap_or_default().into_iter();
    faults
        .map(|fault| {
            let reason = fault.reason();
            let reason = reason
                .strip_prefix("not valid OpenAPI 3.1.0: ")
                .unwrap_or(reason);
            (fault.pointer().to_string(), reason.to_owned())
        })
        .collect()
}

/// Components that operations of the tests refer to.
fn components() -> Value {
    json!({ "headers": { "properties": { "schema": {} } } })
}

#[track_caller]
pub fn operation(operation: Value) -> Operation {
    let mut read = read(&document_with(operation, components()));
    read.operations.remove(0)
}

pub fn faults(operation: Value) -> Vec<(String, String)> {
    faults_of(&document_with(operation, components()))
}

#[track_caller]
pub fn read_schemas(schemas: Value) -> Schemas {
    read(&document_with(json!({}), json!({ "schemas": schemas }))).schemas
}

pub fn faults_of_schemas(schemas: Value) -> Vec<(String, String)> {
    faults_of(&document_with(json!({}), json!({ "schemas": schemas })))
}

/// The schema that stands at a place.
#[track_caller]
pub fn schema_at(schemas: &Schemas, at: &str) -> SchemaId {
    let at = Pointer::from(at);
    let found = schemas.iter().find(|(_, schema)| schema.at == at);
    found.expect("a schema at that place").0
}

#[track_caller]
pub fn keywords_31(schema: Value) -> SchemaKeywords {
    keywords("3.1.0", schema)
}

#[track_caller]
pub fn keywords_30(schema: Value) -> SchemaKeywords {
    keywords("3.0.3", schema)
}

#[track_caller]
fn keywords(version: &str, schema: Value) -> SchemaKeywords {
    let components = json!({ "schemas": { "Read": schema, "Here": {} } });
    let mut document = document_with(json!({}), components);
    document["openapi"] = version.into();
    let schemas = read(&document).schemas;
    schemas[schema_at(&schemas, "/components/schemas/Read")]
        .keywords
        .clone()
}
