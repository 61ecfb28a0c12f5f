//! The capability lint: each construct that the pipe cannot carry over right is refused where it is.

use contract_first::checked_contract::read_and_check;
use contract_first::{Package, TargetKind};
use serde_json::{Value, json};

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

/// Sets what is at a pointer, objects on the way included.
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

/// The pointers of everything that is found in a document.
fn found(document: &Value) -> Vec<String> {
    let found = read_and_check(document).diagnostics.into_iter();
    found.map(|one| one.pointer().to_string()).collect()
}

/// The same after one change of the plain document.
fn pointers(at: &str, value: Value) -> Vec<String> {
    let mut document = document();
    set(&mut document, at, value);
    found(&document)
}

#[track_caller]
fn refused(at: &str, value: Value, expected: &str) {
    let found = pointers(at, value.clone());
    assert_eq!(found, [expected], "{at} = {value}");
}

#[test]
fn plain_document_is_taken() {
    assert_eq!(found(&document()), [""; 0]);
}

#[test]
fn refuse_schemas_that_would_go_unchecked() {
    let inside = |key: &str| format!("{PROPERTY}/{key}");
    for keyword in [
        "not",
        "if",
        "contains",
        "prefixItems",
        "patternProperties",
        "propertyNames",
        "dependentRequired",
        "unevaluatedProperties",
        "$dynamicRef",
    ] {
        refused(
            PROPERTY,
            json!({ "type": "string", keyword: {} }),
            &inside(keyword),
        );
    }
    for (schema, at) in [
        (
            json!({ "type": "string", "nullable": true }),
            inside("nullable"),
        ),
        (
            json!({ "type": "string", "pattern": "(?=a)" }),
            inside("pattern"),
        ),
        (
            json!({ "type": "string", "pattern": "(" }),
            inside("pattern"),
        ),
        (
            json!({ "type": "string", "minLength": 1.5 }),
            inside("minLength"),
        ),
        (
            json!({ "type": "array", "minItems": "1" }),
            inside("minItems"),
        ),
        (
            json!({ "type": "object", "maxProperties": -1 }),
            inside("maxProperties"),
        ),
        (
            json!({ "type": "integer", "minimum": 2, "maximum": 1 }),
            PROPERTY.to_owned(),
        ),
        (
            json!({ "type": "integer", "format": "int32", "minimum": 3_000_000_000_i64 }),
            PROPERTY.to_owned(),
        ),
        (
            json!({ "type": "integer", "multipleOf": 0.5 }),
            inside("multipleOf"),
        ),
        (json!({ "type": "text" }), inside("type")),
        (json!({ "type": "string", "enum": [1] }), inside("enum")),
        (json!({ "enum": [{}] }), inside("enum/0")),
        (json!({ "oneOf": [] }), inside("oneOf")),
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
fn refuse_what_would_go_unchecked_inside_of_other_schemas() {
    let inside = |key: &str| format!("{PROPERTY}/{key}");
    for (schema, at) in [
        (json!({ "items": { "not": {} } }), inside("items/not")),
        (
            json!({ "additionalProperties": { "if": {} } }),
            inside("additionalProperties/if"),
        ),
        (
            json!({ "oneOf": [{ "type": "string" }, { "if": {} }] }),
            inside("oneOf/1/if"),
        ),
        (
            json!({ "allOf": [{ "type": "string" }, { "type": "integer" }] }),
            inside("allOf/1/type"),
        ),
        (
            json!({ "allOf": [{ "properties": { "x": { "if": {} } } }] }),
            inside("allOf/0/properties/x/if"),
        ),
        (json!({ "allOf": [false] }), inside("allOf/0")),
        (
            json!({ "allOf": [{ "multipleOf": 2 }, { "multipleOf": 3 }] }),
            inside("allOf/1/multipleOf"),
        ),
        (
            json!({ "allOf": [{ "properties": {}, "additionalProperties": false }, { "properties": { "x": {} }, "required": ["x"] }] }),
            inside("properties/x"),
        ),
        (
            json!({ "properties": {}, "anyOf": [{ "required": ["x"] }, { "required": ["y"] }] }),
            inside("anyOf"),
        ),
    ] {
        let found = pointers(PROPERTY, schema.clone());
        assert!(found.contains(&at), "{schema}: {found:?}");
    }
}

#[test]
fn refuse_schemas_without_end() {
    let named = |schema: Value| {
        let mut document = document();
        set(&mut document, "/components/schemas/B", schema);
        set(
            &mut document,
            PROPERTY,
            json!({ "$ref": "#/components/schemas/B" }),
        );
        found(&document)
    };
    let itself = json!({ "$ref": "#/components/schemas/B" });
    for schema in [
        itself.clone(),
        json!({ "type": "array", "items": itself }),
        json!({ "oneOf": [{ "type": "string" }, itself] }),
    ] {
        assert_eq!(named(schema.clone()), ["/components/schemas/B"], "{schema}");
    }
    assert_eq!(
        named(json!({ "allOf": [itself, { "type": "object" }] })).len(),
        1
    );
    // An object between ends it.
    assert_eq!(
        pointers(PROPERTY, json!({ "$ref": "#/components/schemas/A" })),
        [""; 0]
    );
    for schema in [
        json!({ "oneOf": [{ "type": "string" }, { "type": "object", "properties": { "b": itself } }] }),
        json!({ "type": "object", "properties": { "b": { "type": "array", "items": itself } } }),
        json!({ "type": "object", "properties": { "b": itself }, "additionalProperties": itself }),
        json!({ "oneOf": [{ "type": "string" }, { "type": "array", "items": itself }] }),
    ] {
        assert_eq!(named(schema.clone()), [""; 0], "{schema}");
    }
}

#[test]
fn refuse_what_operations_use_only() {
    let unused = json!({ "type": "string", "if": {} });
    assert_eq!(pointers("/components/schemas/B", unused), [""; 0]);
    let scheme = json!({ "type": "mutualTLS" });
    assert_eq!(
        pointers("/components/securitySchemes/other", scheme),
        [""; 0]
    );
}

/// What OpenAPI 3.0 has another word for becomes the same.
#[test]
fn both_versions_give_the_same() {
    for (old, new) in [
        (
            json!({ "type": "string", "nullable": true }),
            json!({ "type": ["string", "null"] }),
        ),
        (
            json!({ "type": "number", "minimum": 1, "exclusiveMinimum": true, "maximum": 2, "exclusiveMaximum": false }),
            json!({ "type": "number", "exclusiveMinimum": 1, "maximum": 2 }),
        ),
        (
            json!({ "nullable": true, "allOf": [{ "$ref": "#/components/schemas/B" }] }),
            json!({ "oneOf": [{ "$ref": "#/components/schemas/B" }, { "type": "null" }] }),
        ),
        (
            json!({ "type": "string", "nullable": true, "enum": ["a", null] }),
            json!({ "type": ["string", "null"], "enum": ["a", null] }),
        ),
        (
            json!({ "type": "string", "enum": ["a"] }),
            json!({ "type": "string", "const": "a" }),
        ),
        (
            json!({ "$ref": "#/components/schemas/B", "maxProperties": 1 }),
            json!({ "$ref": "#/components/schemas/B" }),
        ),
    ] {
        let template_data = |version: &str, schema: &Value| {
            let mut document = document();
            document["openapi"] = version.into();
            set(
                &mut document,
                "/components/schemas/B",
                json!({ "type": "object", "properties": { "b": { "type": "string" } } }),
            );
            set(&mut document, PROPERTY, schema.clone());
            let contract = read_and_check(&document);
            assert_eq!(contract.diagnostics, [], "{schema}");
            let package = Package {
                name: "things-api",
                environment: "THINGS",
            };
            contract.files(TargetKind::RustAxum, &package).data
        };
        assert_eq!(
            template_data("3.0.3", &old),
            template_data("3.1.0", &new),
            "{old} and {new}"
        );
    }
}

#[test]
fn refuse_credentials_that_the_stub_cannot_read() {
    for scheme in [
        json!({ "type": "mutualTLS" }),
        json!({ "type": "http", "scheme": "digest" }),
        json!({ "type": "apiKey", "in": "header", "name": "a b" }),
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
        ("callbacks", json!({ "done": {} }), "callbacks"),
        (
            "requestBody",
            json!({ "content": { "application/xml": {} } }),
            "requestBody/content/application~1xml",
        ),
        (
            "requestBody",
            json!({ "$ref": "#/components/requestBodies/None" }),
            "requestBody",
        ),
        (
            "responses",
            json!({ "20X": { "description": "" } }),
            "responses/20X",
        ),
        (
            "responses",
            json!({ "200": { "description": "", "content": { "text/event-stream": { "x-stream-end": "a\nb" } } } }),
            "responses/200/content/text~1event-stream",
        ),
        (
            "responses",
            json!({ "200": { "description": "", "headers": { "X-A": { "schema": { "type": "object" } } } } }),
            "responses/200/headers/X-A",
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
        (
            json!({ "in": "query", "style": "spaceDelimited" }),
            format!("{first}/style"),
        ),
        (json!({ "in": "body" }), first.clone()),
        (json!({ "in": "header", "name": "a b" }), first.clone()),
        (
            json!({ "content": { "application/xml": {} } }),
            format!("{first}/content"),
        ),
        (
            json!({ "in": "query", "explode": false, "schema": { "type": "object", "properties": { "a": { "type": "array" } } } }),
            format!("{first}/schema"),
        ),
        (
            json!({ "in": "cookie", "schema": { "type": "object" } }),
            format!("{first}/schema"),
        ),
        (
            json!({ "schema": { "type": "array", "items": { "type": "array" } } }),
            format!("{first}/schema"),
        ),
        (
            json!({ "schema": { "oneOf": [{ "type": "array" }, { "type": "object" }] } }),
            format!("{first}/schema"),
        ),
    ] {
        let found = pointers(&first, with(change.clone()));
        assert!(found.contains(&at), "{change}: {found:?}");
    }
}

#[test]
fn refuse_paths_that_are_one_route() {
    let item = json!({ "post": { "operationId": "b", "tags": ["T"], "responses": { "200": { "description": "" } },
        "parameters": [{ "name": "other", "in": "path", "required": true, "schema": { "type": "string" } }] } });
    refused("/paths/~1a~1{other}", item, "/paths/~1a~1{other}");
    for path in ["/caf\u{e9}", "/a b", "/a?b", "/a#b"] {
        let item = json!({ "get": { "operationId": "b", "tags": ["T"], "responses": { "204": { "description": "" } } } });
        let pointer = format!("/paths/{}", path.replace('/', "~1"));
        refused(&pointer, item, &pointer);
    }
    refused("/webhooks", json!({ "done": {} }), "/webhooks");
    refused("/paths", json!({}), "/paths");
}
