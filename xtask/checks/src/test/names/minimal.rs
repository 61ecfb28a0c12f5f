use serde_json::{Value, json};

/// Documents of one or two operations that lack what others have: their packages have no code for it.
pub fn documents() -> Vec<(&'static str, Value)> {
    [messages(), parameters(), credentials()].concat()
}

fn messages() -> Vec<(&'static str, Value)> {
    let done = done();
    let text = json!({ "text/plain": { "schema": { "type": "string" } } });
    let plain = json!({ "application/json": { "schema": { "type": "integer" } } });
    let object = json!({ "application/json": { "schema": { "type": "object", "properties": { "a": { "type": "string" } } } } });
    vec![
        ("nothing", of(json!({ "responses": done }), json!({}))),
        (
            "text",
            of(
                json!({ "responses": { "200": { "description": "", "content": text } } }),
                json!({}),
            ),
        ),
        (
            "integer",
            of(
                json!({ "responses": { "200": { "description": "", "content": plain } } }),
                json!({}),
            ),
        ),
        (
            "answer",
            of(
                json!({ "responses": { "200": { "description": "", "content": object } } }),
                json!({}),
            ),
        ),
        (
            "text-body",
            of(
                json!({ "requestBody": { "content": text }, "responses": done }),
                json!({}),
            ),
        ),
        (
            "body",
            of(
                json!({ "requestBody": { "required": true, "content": object }, "responses": done }),
                json!({}),
            ),
        ),
        (
            "failure",
            of(
                json!({ "responses": { "200": { "description": "" }, "404": { "description": "", "content": text } } }),
                json!({}),
            ),
        ),
    ]
}

fn parameters() -> Vec<(&'static str, Value)> {
    let done = done();
    let parameter = |place: &str, schema: Value| json!([{ "name": "p", "in": place, "required": place == "path", "schema": schema }]);
    let string = json!({ "type": "string" });
    let listed = json!({ "type": "array", "items": { "$ref": "#/components/schemas/Rare" } });
    let maybe = maybe();
    vec![
        (
            "path",
            document(
                "/a/{p}",
                json!({ "parameters": parameter("path", string.clone()), "responses": done }),
                json!({}),
            ),
        ),
        (
            "query",
            of(
                json!({ "parameters": parameter("query", json!({ "$ref": "#/components/schemas/Maybe" })), "responses": done }),
                json!({ "schemas": maybe }),
            ),
        ),
        (
            "list",
            of(
                json!({ "parameters": parameter("query", listed), "responses": done }),
                json!({ "schemas": maybe }),
            ),
        ),
        (
            "header",
            of(
                json!({ "parameters": parameter("header", string), "responses": done }),
                json!({}),
            ),
        ),
    ]
}

fn credentials() -> Vec<(&'static str, Value)> {
    let done = done();
    let bearer = json!({ "key": { "type": "http", "scheme": "bearer" } });
    let api_key = |name: &str| json!({ "type": "apiKey", "in": "header", "name": name });
    let maybe = maybe();
    vec![
        (
            "secured",
            of(
                json!({ "security": [{ "key": [] }], "responses": done }),
                json!({ "securitySchemes": bearer }),
            ),
        ),
        // Names that begin alike: linters have an opinion on that.
        (
            "alike",
            of(
                json!({ "security": [{ "key_a": [] }, { "key_b": [] }, { "key_c": [] }], "responses": done }),
                json!({ "securitySchemes": { "key_a": bearer["key"], "key_b": api_key("b"), "key_c": api_key("c") } }),
            ),
        ),
        (
            "unused",
            of(
                json!({ "responses": done }),
                json!({ "securitySchemes": bearer, "schemas": maybe }),
            ),
        ),
    ]
}

fn done() -> Value {
    json!({ "204": { "description": "" } })
}

fn maybe() -> Value {
    json!({ "Maybe": { "type": ["string", "null"] }, "Rare": { "type": ["string", "null"], "enum": ["a", "b", null] } })
}

/// A document whose operation is at `/a`.
fn of(operation: Value, components: Value) -> Value {
    document("/a", operation, components)
}

fn document(path: &str, operation: Value, components: Value) -> Value {
    let mut operation = operation;
    operation["operationId"] = "a".into();
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Minimal", "version": "1" },
        "paths": { path: { "post": operation } },
        "components": components,
    })
}
