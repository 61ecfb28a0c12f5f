use std::sync::OnceLock;

use contract_first::document::{self, Format};
use contract_first::effective::overlaid;
use serde_json::Value;

use crate::refusal::readable;

/// A document with lists, references, texts and an empty object.
const DOCUMENT: &str = r##"{
    "openapi": "3.1.0",
    "info": { "title": "Books", "description": "A small shop.", "version": "1", "license": { "name": "MIT" } },
    "security": [{ "key": [] }],
    "paths": {
        "/books/{id}": {
            "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string", "minLength": 1 } }],
            "get": { "responses": { "200": { "description": "It", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Book" } } } } } },
            "delete": { "responses": { "204": { "description": "Gone" } } }
        }
    },
    "components": {
        "schemas": { "Book": { "type": "object", "required": ["title"], "properties": { "title": { "type": "string" }, "pages": {} } } },
        "securitySchemes": { "key": { "type": "apiKey", "in": "header", "name": "x-key" } }
    }
}"##;

/// An overlay in YAML or JSON, applied to a small contract.
///
/// Tells whether it can be.
pub fn overlay(input: &[u8]) -> bool {
    static PUBLISHED: OnceLock<Value> = OnceLock::new();
    let published = PUBLISHED
        .get_or_init(|| document::parse(DOCUMENT, Format::Json, "books").expect("a contract"));
    let Ok(text) = std::str::from_utf8(input) else {
        return false;
    };
    let format = match text.trim_start().starts_with('{') {
        true => Format::Json,
        false => Format::Yaml,
    };
    let actions = match document::parse_data(text, format, "fuzz") {
        Ok(actions) => actions,
        Err(error) => {
            readable(&error);
            return false;
        }
    };
    match overlaid(published.clone(), Some((&actions, "fuzz"))) {
        Ok(effective) => {
            document::check(&effective).expect("still an OpenAPI document");
            true
        }
        Err(error) => {
            readable(&error);
            false
        }
    }
}
