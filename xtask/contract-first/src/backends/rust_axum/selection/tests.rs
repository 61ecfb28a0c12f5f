use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::backend::{Backend, Package};
use crate::backends::rust_axum::RustAxum;
use crate::read::contract;

/// A document whose operation takes `A` as JSON; `text` stands wherever a document has a text of its own.
fn document(schemas: &Value, text: &str) -> Value {
    let body = json!({ "$ref": "#/components/schemas/A" });
    json!({
        "openapi": "3.1.0",
        "info": { "title": text, "version": "1", "description": text },
        "tags": [{ "name": "a", "description": text }],
        "paths": { "/a": { "post": {
            "operationId": "send",
            "tags": ["a"],
            "summary": text,
            "description": text,
            "requestBody": { "required": true, "content": { "application/json": { "schema": body } } },
            "responses": { "204": { "description": text } },
        } } },
        "components": { "schemas": schemas },
    })
}

/// The files of the package, and what its crates are.
fn written(document: &Value) -> BTreeSet<String> {
    let reading = contract(document);
    let package = Package {
        name: "a",
        environment: "A",
    };
    let package = RustAxum.files(&reading.contract, &package);
    let files = package.files.iter().map(|file| file.name.to_owned());
    let crates = package.data.package["dependencies"].as_array().unwrap();
    let crates = crates.iter().filter_map(|line| line["name"].as_str());
    files.chain(crates.map(str::to_owned)).collect()
}

/// What is written for a body, and not for one with a text in it.
fn further(schemas: &Value) -> BTreeSet<String> {
    let plain = written(&document(&object(json!({ "type": "string" })), "a"));
    let all = written(&document(schemas, "a"));
    all.difference(&plain).cloned().collect()
}

fn object(property: Value) -> Value {
    json!({ "A": { "type": "object", "required": ["p"], "properties": { "p": property } } })
}

#[test]
fn what_a_type_needs_is_written() {
    let checked = ["validation/field.rs", "validation/rule.rs"];
    for (property, expected) in [
        (json!({ "type": "string" }), vec![]),
        (json!({ "type": "integer" }), vec![]),
        (
            json!({ "type": "string", "maxLength": 3 }),
            checked.to_vec(),
        ),
        (
            json!({ "type": "string", "format": "email" }),
            [&checked[..], &["email_address", "formats/email.rs"]].concat(),
        ),
        (
            json!({ "type": "string", "format": "time" }),
            [&checked[..], &["formats/time.rs", "time"]].concat(),
        ),
        (
            json!({ "type": "string", "format": "uri" }),
            vec!["fluent-uri", "uri.rs"],
        ),
        (
            json!({ "type": "string", "pattern": "^a" }),
            [&checked[..], &["patterns.mustache", "regex"]].concat(),
        ),
        (
            json!({ "type": "array", "uniqueItems": true, "items": { "type": "string" } }),
            [&checked[..], &["validation/distinct.rs"]].concat(),
        ),
        (
            json!({ "type": "array", "items": { "type": "number", "multipleOf": 0.5 } }),
            [
                &checked[..],
                &["validation/items.rs", "validation/multiple.rs"],
            ]
            .concat(),
        ),
        (
            json!({ "type": ["string", "null"], "minLength": 1 }),
            [&checked[..], &["json/nullable.rs", "validation/present.rs"]].concat(),
        ),
        (json!({ "enum": ["a", 2] }), vec!["validation/read.rs"]),
        (
            json!({ "oneOf": [{ "type": "string" }, { "type": "boolean" }] }),
            vec![
                "alternatives/attempt.rs",
                "alternatives/fit.rs",
                "alternatives/only.rs",
                "validation/read.rs",
            ],
        ),
    ] {
        let expected: BTreeSet<_> = expected.into_iter().map(str::to_owned).collect();
        assert_eq!(further(&object(property.clone())), expected, "{property}");
    }
}

#[test]
fn what_no_operation_asks_for_is_not_there() {
    let written = written(&document(&object(json!({ "type": "string" })), "a"));
    for absent in [
        "authenticate.rs",
        "security/presented.rs",
        "parameters/valid.rs",
        "responses/json.rs",
        "form-tables.mustache",
        "patterns.mustache",
        "base64",
        "regex",
    ] {
        assert!(!written.contains(absent), "{absent}");
    }
    for present in [
        "body/json.rs",
        "exchange/stub.rs",
        "limits.rs",
        "axum",
        "tokio",
        "lib.mustache",
    ] {
        assert!(written.contains(present), "{present}");
    }
}

#[test]
fn no_text_of_the_document_is_taken_for_code() {
    let schemas = |text: &str| {
        let other = json!({ "type": "string", "enum": [text, "b"], "description": text });
        let mut schemas = object(json!({ "type": "string", "pattern": text, "description": text }));
        schemas["A"]["description"] = text.into();
        schemas["A"]["properties"][text] = other;
        schemas
    };
    let harmless = written(&document(&schemas("a"), "a"));
    for text in [
        "validation::items(value, i64)",
        "formats::is_date(value)",
        "patterns::PATTERN_2.is_match(value)",
        "deserialize_with = \"json::rest\"",
        "value.validate().map_err(validation::first)",
        "security::header(head)",
        "i64",
        "serde_json::Value",
        "\\\"validation::entries(value)",
    ] {
        let pattern = regex::escape(text);
        let mut hostile = schemas(text);
        hostile["A"]["properties"]["p"]["pattern"] = pattern.into();
        assert_eq!(written(&document(&hostile, text)), harmless, "{text}");
    }
}
