//! The capability lint: each construct that the pipe cannot carry over right is refused where it stands.

use serde_json::{Value, json};
use xtask::lint::lint;

/// A document that the pipe takes as it is.
fn document() -> Value {
    json!({
        "openapi": "3.1.0",
        "info": { "title": "T", "version": "1.0.0" },
        "paths": { "/a/{id}": { "post": {
            "operationId": "a",
            "tags": ["T"],
            "security": [{ "key": [] }],
            "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }],
            "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/A" } } } },
            "responses": { "200": { "description": "Fine" } }
        } } },
        "components": {
            "schemas": { "A": { "type": "object", "properties": { "p": { "type": "string" } } } },
            "securitySchemes": { "key": { "type": "apiKey", "in": "header", "name": "x-key" } }
        }
    })
}

const OPERATION: &str = "/paths/~1a~1{id}/post";
const PROPERTY: &str = "/components/schemas/A/properties/p";
const SCHEME: &str = "/components/securitySchemes/key";

/// Sets what stands at a pointer, objects on the way included.
fn set(document: &mut Value, pointer: &str, value: Value) {
    let mut place = document;
    for step in pointer.split('/').skip(1) {
        let step = step.replace("~1", "/").replace("~0", "~");
        place = match step.parse::<usize>() {
            Ok(index) if place.is_array() => &mut place[index],
            _ => &mut place[step],
        };
    }
    *place = value;
}

/// The pointers of all findings after one change.
fn pointers(at: &str, value: Value) -> Vec<String> {
    let mut document = document();
    set(&mut document, at, value);
    lint(&document)
        .into_iter()
        .map(|finding| finding.pointer)
        .collect()
}

#[track_caller]
fn refused(at: &str, value: Value, expected: &str) {
    let found = pointers(at, value.clone());
    assert_eq!(found, [expected], "{at} = {value}");
}

#[test]
fn plain_document_is_taken() {
    assert_eq!(lint(&document()), []);
}

#[test]
fn refuse_schemas_that_would_go_unchecked() {
    let inside = |key: &str| format!("{PROPERTY}/{key}");
    for keyword in [
        "const",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "pattern",
        "uniqueItems",
        "minProperties",
        "oneOf",
        "anyOf",
        "allOf",
        "not",
        "discriminator",
        "contentEncoding",
        "if",
    ] {
        refused(
            PROPERTY,
            json!({ "type": "string", keyword: 1 }),
            &inside(keyword),
        );
    }
    for (schema, at) in [
        (
            json!({ "type": "string", "format": "email" }),
            inside("format"),
        ),
        (
            json!({ "type": "string", "format": "date-time" }),
            inside("format"),
        ),
        (
            json!({ "type": "integer", "format": "int8" }),
            inside("format"),
        ),
        (
            json!({ "type": "string", "format": "uri", "maxLength": 9 }),
            PROPERTY.to_owned(),
        ),
        (json!({ "type": ["string", "null"] }), PROPERTY.to_owned()),
        (
            json!({ "type": "string", "nullable": true }),
            inside("nullable"),
        ),
        (
            json!({ "type": "string", "readOnly": true }),
            inside("readOnly"),
        ),
        (json!({}), PROPERTY.to_owned()),
        (json!(true), PROPERTY.to_owned()),
        (
            json!({ "type": "string", "enum": ["a"] }),
            PROPERTY.to_owned(),
        ),
        (
            json!({ "type": "object", "properties": {} }),
            PROPERTY.to_owned(),
        ),
        (
            json!({ "type": "object", "required": ["a"] }),
            PROPERTY.to_owned(),
        ),
        (
            json!({ "type": "object", "additionalProperties": false }),
            PROPERTY.to_owned(),
        ),
        (json!({ "type": "array" }), inside("items")),
        (
            json!({ "type": "array", "items": { "type": "string", "minLength": 1 } }),
            PROPERTY.to_owned(),
        ),
        (
            json!({ "type": "string", "format": "password" }),
            inside("format"),
        ),
        (
            json!({ "type": "string", "minLength": 1.5 }),
            inside("minLength"),
        ),
        (
            json!({ "type": "object", "additionalProperties": { "type": "string", "minLength": 1 } }),
            inside("additionalProperties"),
        ),
        (
            json!({ "type": "integer", "minimum": 0.5 }),
            inside("minimum"),
        ),
        (
            json!({ "type": "integer", "format": "int32", "maximum": 3_000_000_000_i64 }),
            inside("maximum"),
        ),
        (
            json!({ "$ref": "#/components/schemas/A", "minLength": 1 }),
            inside("minLength"),
        ),
        (
            json!({ "$ref": "#/components/schemas/None" }),
            PROPERTY.to_owned(),
        ),
    ] {
        let found = pointers(PROPERTY, schema.clone());
        assert!(found.contains(&at), "{schema}: {found:?}");
    }
}

#[test]
fn refuse_schemas_without_end() {
    refused(
        PROPERTY,
        json!({ "$ref": "#/components/schemas/A" }),
        "/components/schemas/A",
    );
    refused(
        "/components/schemas/B",
        json!({ "$ref": "#/components/schemas/B" }),
        "/components/schemas/B",
    );
    refused(
        "/components/schemas/B",
        json!({ "type": "array", "items": { "$ref": "#/components/schemas/B" } }),
        "/components/schemas/B",
    );
    // An array between ends it.
    let list = json!({ "type": "array", "items": { "$ref": "#/components/schemas/A" } });
    assert_eq!(pointers(PROPERTY, list), [""; 0]);
}

#[test]
fn refuse_named_schemas_that_would_go_unchecked() {
    let named = "/components/schemas/B";
    refused(named, json!({ "type": "string", "minLength": 1 }), named);
    refused(
        named,
        json!({ "type": "string", "enum": ["a", 1] }),
        "/components/schemas/B/enum/1",
    );
    refused(
        named,
        json!({ "type": "integer", "enum": [1] }),
        "/components/schemas/B/enum/0",
    );
    refused(
        named,
        json!({ "type": "object", "properties": {}, "additionalProperties": { "type": "string" } }),
        "/components/schemas/B/additionalProperties",
    );
    refused(
        named,
        json!({ "type": "object", "properties": {}, "required": ["x"] }),
        "/components/schemas/B/properties",
    );
}

#[test]
fn refuse_credentials_that_the_stub_cannot_read() {
    for scheme in [
        json!({ "type": "oauth2", "flows": {} }),
        json!({ "type": "openIdConnect", "openIdConnectUrl": "https://example.com" }),
        json!({ "type": "mutualTLS" }),
        json!({ "type": "http", "scheme": "basic" }),
        json!({ "type": "apiKey", "in": "query", "name": "key" }),
        json!({ "type": "apiKey", "in": "cookie", "name": "key" }),
        json!({ "type": "apiKey", "in": "header", "name": "Authorization" }),
    ] {
        refused(SCHEME, scheme, SCHEME);
    }
    refused(
        &format!("{OPERATION}/security"),
        json!([{ "other": [] }]),
        &format!("{OPERATION}/security/0/other"),
    );
}

#[test]
fn refuse_operations_that_would_be_generated_wrong() {
    let inside = |key: &str| format!("{OPERATION}/{key}");
    for (key, value, at) in [
        ("tags", json!([]), "tags"),
        ("tags", json!(["a", "b"]), "tags"),
        ("callbacks", json!({}), "callbacks"),
        ("servers", json!([]), "servers"),
        (
            "requestBody",
            json!({ "content": { "text/plain": {} } }),
            "requestBody/content/text~1plain",
        ),
        (
            "requestBody",
            json!({ "content": { "application/json": {} } }),
            "requestBody/content/application~1json",
        ),
        (
            "requestBody",
            json!({ "content": { "application/json": { "schema": { "type": "string" } } } }),
            "requestBody/content/application~1json/schema",
        ),
        (
            "requestBody",
            json!({ "$ref": "#/components/requestBodies/None" }),
            "requestBody",
        ),
        (
            "responses",
            json!({ "2XX": { "description": "" } }),
            "responses/2XX",
        ),
        (
            "responses",
            json!({ "200": { "description": "", "headers": {} } }),
            "responses/200/headers",
        ),
        (
            "responses",
            json!({ "200": { "description": "", "links": {} } }),
            "responses/200/links",
        ),
        (
            "responses",
            json!({ "204": { "description": "", "content": { "application/json": { "schema": { "type": "string" } } } } }),
            "responses/204/content",
        ),
    ] {
        let found = pointers(&inside(key), value.clone());
        assert!(found.contains(&inside(at)), "{key} = {value}: {found:?}");
    }
}

#[test]
fn refuse_parameters_that_the_stub_cannot_read() {
    let first = format!("{OPERATION}/parameters/0");
    let with = |change: Value| {
        let mut parameter =
            json!({ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } });
        for (key, value) in change.as_object().into_iter().flatten() {
            parameter[key] = value.clone();
        }
        parameter
    };
    for (change, at) in [
        (json!({ "style": "matrix" }), format!("{first}/style")),
        (json!({ "in": "header" }), first.clone()),
        (json!({ "in": "cookie" }), first.clone()),
        (json!({ "name": "other" }), OPERATION.to_owned()),
        (
            json!({ "schema": { "type": "array", "items": { "type": "string" } } }),
            format!("{first}/schema"),
        ),
        (
            json!({ "schema": { "$ref": "#/components/schemas/A" } }),
            format!("{first}/schema"),
        ),
    ] {
        let found = pointers(&first, with(change.clone()));
        assert!(found.contains(&at), "{change}: {found:?}");
    }
}

#[test]
fn refuse_paths_that_are_one_route() {
    let item = json!({ "get": { "operationId": "b", "tags": ["T"], "responses": { "200": { "description": "" } },
        "parameters": [{ "name": "other", "in": "path", "required": true, "schema": { "type": "string" } }] } });
    refused("/paths/~1a~1{other}", item, "/paths/~1a~1{other}");
    for path in ["/:a", "/*a", "/caf\u{e9}", "/a b", "/a?b", "/a#b"] {
        let item = json!({ "get": { "operationId": "b", "tags": ["T"], "responses": { "204": { "description": "" } } } });
        let pointer = format!("/paths/{}", path.replace('/', "~1"));
        refused(&pointer, item, &pointer);
    }
    refused("/webhooks", json!({}), "/webhooks");
    refused(
        "/paths/~1b~1{id}.json",
        json!({ "get": { "operationId": "b", "tags": ["T"], "responses": {} } }),
        "/paths/~1b~1{id}.json",
    );
    refused("/paths", json!({}), "/paths");
}

#[test]
fn each_finding_says_why_and_what_to_do() {
    let mut document = document();
    set(&mut document, PROPERTY, json!({ "oneOf": [] }));
    for finding in lint(&document) {
        assert!(
            !finding.reason.is_empty() && !finding.remedy.is_empty(),
            "{finding:?}"
        );
    }
}
