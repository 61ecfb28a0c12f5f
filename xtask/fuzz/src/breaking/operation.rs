//! Changes of an operation that are known to break or not to break.

use serde_json::{Value, json};

use super::choices::Choices;

const OPERATION: &str = "/paths/~1a~1{id}/post";

/// A value that is put at a place below the document or the operation.
struct Change {
    below: &'static str,
    /// The place, a JSON pointer; its last step may be new.
    at: &'static str,
    value: Value,
    breaks: bool,
    /// Whether taking the value out again breaks.
    undoing_breaks: bool,
}

/// At a place below the document.
fn document_change(at: &'static str, value: Value, breaks: bool, undoing_breaks: bool) -> Change {
    Change {
        below: "",
        at,
        value,
        breaks,
        undoing_breaks,
    }
}

/// At a place below the operation.
fn change(at: &'static str, value: Value, breaks: bool, undoing_breaks: bool) -> Change {
    Change {
        below: OPERATION,
        ..document_change(at, value, breaks, undoing_breaks)
    }
}

fn changes() -> Vec<Change> {
    let get = || json!({ "get": { "responses": { "204": {} } } });
    let [id, q] = [
        parameter("id", "path", true),
        parameter("q", "query", false),
    ];
    let with = |more: Value| json!([id, q, more]);
    let renamed = {
        let mut operation = document()["paths"]["/a/{id}"].take();
        operation["post"]["parameters"][0]["name"] = "key".into();
        json!({ "/a/{key}": operation })
    };
    let optional = |name: &str, place: &str| parameter(name, place, false);
    let required = |name: &str, place: &str| parameter(name, place, true);
    vec![
        document_change("/paths/~1a~1{id}/get", get()["get"].take(), false, true),
        document_change("/paths/~1other", get(), false, true),
        document_change("/paths", renamed, false, false),
        document_change("/security", json!([]), false, true),
        document_change(
            "/servers",
            json!([{ "url": "https://a" }, { "url": "https://b" }]),
            false,
            true,
        ),
        document_change("/servers", json!([{ "url": "https://c" }]), true, true),
        change("/summary", "Other words.".into(), false, false),
        change("/deprecated", true.into(), false, false),
        change("/parameters", with(optional("r", "query")), false, true),
        change("/parameters", with(required("X-R", "header")), true, true),
        change(
            "/parameters",
            json!([id, required("q", "query")]),
            true,
            false,
        ),
        change("/parameters", json!([q, id]), false, false),
        change(
            "/parameters",
            json!([id, optional("q", "cookie")]),
            true,
            true,
        ),
        change("/parameters/1/explode", true.into(), false, false),
        change("/requestBody/required", false.into(), false, true),
        change("/requestBody/content/text~1csv", json!({}), false, true),
        change("/responses/200/content/text~1csv", json!({}), false, true),
        change(
            "/responses/202",
            json!({ "description": "Later" }),
            false,
            true,
        ),
        change(
            "/responses/200/headers/X-More",
            json!({ "schema": {} }),
            false,
            true,
        ),
        change(
            "/responses/200/headers/X-A/required",
            false.into(),
            true,
            false,
        ),
        change(
            "/security",
            json!([{ "key": [] }, { "token": ["read"] }]),
            false,
            true,
        ),
        change(
            "/security",
            json!([{ "key": [], "token": ["read"] }]),
            true,
            false,
        ),
        change("/security", json!([{ "token": ["read"] }]), true, true),
    ]
}

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
    let mut changes = changes();
    let change = changes.swap_remove(choices.below(changes.len()));
    let old = document();
    let mut new = old.clone();
    let at = format!("{}{}", change.below, change.at);
    let (holder, key) = at.rsplit_once('/').expect("a place below the document");
    let holder = new.pointer_mut(holder).expect("a place of the document");
    holder[key.replace("~1", "/")] = change.value;
    match choices.once_in(2) {
        true => (old, new, change.breaks),
        false => (new, old, change.undoing_breaks),
    }
}
