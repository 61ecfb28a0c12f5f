//! Changes of an operation, of which it is known whether they break.

use serde_json::{Value, json};

use super::choices::Choices;

/// A change, whether it breaks, and whether undoing it does.
struct Change {
    change: fn(&mut Value),
    breaks: bool,
    undoing_breaks: bool,
}

const fn change(change: fn(&mut Value), breaks: bool, undoing_breaks: bool) -> Change {
    Change {
        change,
        breaks,
        undoing_breaks,
    }
}

fn put(document: &mut Value, place: &str, key: &str, value: Value) {
    let holder = document
        .pointer_mut(place)
        .expect("a place of the document");
    holder[key] = value;
}

const OPERATION: &str = "/paths/~1a~1{id}/post";

const CHANGES: &[Change] = &[
    // Operations.
    change(
        |it| {
            put(
                it,
                "/paths/~1a~1{id}",
                "get",
                json!({ "responses": { "204": {} } }),
            )
        },
        false,
        true,
    ),
    change(
        |it| {
            put(
                it,
                "/paths",
                "/other",
                json!({ "get": { "responses": { "204": {} } } }),
            )
        },
        false,
        true,
    ),
    change(
        |it| put(it, OPERATION, "summary", "Other words.".into()),
        false,
        false,
    ),
    change(
        |it| put(it, OPERATION, "deprecated", true.into()),
        false,
        false,
    ),
    change(
        |it| {
            let mut item = it["paths"]["/a/{id}"].take();
            item["post"]["parameters"][0]["name"] = "key".into();
            it["paths"] = json!({ "/a/{key}": item });
        },
        false,
        false,
    ),
    // Parameters.
    change(
        |it| {
            put(
                it,
                OPERATION,
                "parameters",
                json!([
                    parameter("id", "path", true),
                    parameter("q", "query", false),
                    parameter("r", "query", false)
                ]),
            )
        },
        false,
        true,
    ),
    change(
        |it| {
            put(
                it,
                OPERATION,
                "parameters",
                json!([
                    parameter("id", "path", true),
                    parameter("q", "query", false),
                    parameter("X-R", "header", true)
                ]),
            )
        },
        true,
        true,
    ),
    change(
        |it| {
            put(
                it,
                OPERATION,
                "parameters",
                json!([parameter("id", "path", true), parameter("q", "query", true)]),
            )
        },
        true,
        false,
    ),
    change(
        |it| {
            put(
                it,
                OPERATION,
                "parameters",
                json!([
                    parameter("q", "query", false),
                    parameter("id", "path", true)
                ]),
            )
        },
        false,
        false,
    ),
    change(
        |it| {
            put(
                it,
                OPERATION,
                "parameters",
                json!([
                    parameter("id", "path", true),
                    parameter("q", "cookie", false)
                ]),
            )
        },
        true,
        true,
    ),
    change(
        |it| {
            put(
                it,
                &format!("{OPERATION}/parameters/1"),
                "explode",
                true.into(),
            )
        },
        false,
        false,
    ),
    // Bodies and responses.
    change(
        |it| {
            put(
                it,
                &format!("{OPERATION}/requestBody"),
                "required",
                false.into(),
            )
        },
        false,
        true,
    ),
    change(
        |it| {
            put(
                it,
                &format!("{OPERATION}/requestBody/content"),
                "text/csv",
                json!({}),
            )
        },
        false,
        true,
    ),
    change(
        |it| {
            put(
                it,
                &format!("{OPERATION}/responses/200/content"),
                "text/csv",
                json!({}),
            )
        },
        false,
        true,
    ),
    change(
        |it| {
            put(
                it,
                &format!("{OPERATION}/responses"),
                "202",
                json!({ "description": "Later" }),
            )
        },
        false,
        true,
    ),
    change(
        |it| {
            put(
                it,
                &format!("{OPERATION}/responses/200/headers"),
                "X-More",
                json!({ "schema": {} }),
            )
        },
        false,
        true,
    ),
    change(
        |it| {
            put(
                it,
                &format!("{OPERATION}/responses/200/headers/X-A"),
                "required",
                false.into(),
            )
        },
        true,
        false,
    ),
    // Credentials and servers.
    change(|it| put(it, "", "security", json!([])), false, true),
    change(
        |it| {
            put(
                it,
                OPERATION,
                "security",
                json!([{ "key": [] }, { "token": ["read"] }]),
            )
        },
        false,
        true,
    ),
    change(
        |it| {
            put(
                it,
                OPERATION,
                "security",
                json!([{ "key": [], "token": ["read"] }]),
            )
        },
        true,
        false,
    ),
    change(
        |it| put(it, OPERATION, "security", json!([{ "token": ["read"] }])),
        true,
        true,
    ),
    change(
        |it| {
            put(
                it,
                "",
                "servers",
                json!([{ "url": "https://a" }, { "url": "https://b" }]),
            )
        },
        false,
        true,
    ),
    change(
        |it| put(it, "", "servers", json!([{ "url": "https://c" }])),
        true,
        true,
    ),
];

fn parameter(name: &str, place: &str, required: bool) -> Value {
    json!({ "name": name, "in": place, "required": required, "schema": { "type": "string" } })
}

fn document() -> Value {
    let content = json!({ "application/json": { "schema": { "type": "object" } } });
    let header = json!({ "required": true, "schema": { "type": "string" } });
    json!({
        "openapi": "3.1.0",
        "info": { "title": "T", "version": "1.0.0" },
        "servers": [{ "url": "https://a" }],
        "security": [{ "key": [] }],
        "paths": { "/a/{id}": { "post": {
            "operationId": "send",
            "parameters": [parameter("id", "path", true), parameter("q", "query", false)],
            "requestBody": { "required": true, "content": content },
            "responses": { "200": { "description": "It", "headers": { "X-A": header }, "content": content } },
        } } },
        "components": { "securitySchemes": {
            "key": { "type": "apiKey", "in": "header", "name": "x-key" },
            "token": { "type": "oauth2", "flows": { "clientCredentials": { "tokenUrl": "/t", "scopes": { "read": "" } } } },
        } },
    })
}

/// A document, the same after a change, and whether that breaks.
pub fn changed(choices: &mut Choices) -> (Value, Value, bool) {
    let change = &CHANGES[choices.below(CHANGES.len())];
    let old = document();
    let mut new = old.clone();
    (change.change)(&mut new);
    match choices.once_in(2) {
        true => (old, new, change.breaks),
        false => (new, old, change.undoing_breaks),
    }
}
