//! Which files and crates a Rust client has, and how its types tell null from nothing.

use contract_first::TargetKind;
use serde_json::{Value, json};

use crate::support::things;

/// The files and crates of a client with one operation, and what its templates print.
struct Client {
    files: Vec<&'static str>,
    crates: Vec<String>,
    data: Value,
}

fn client(operation: &Value, components: &Value) -> Client {
    let document = json!({
        "openapi": "3.1.0",
        "info": { "title": "Things", "version": "1.0.0" },
        "servers": [{ "url": "https://example.com" }],
        "paths": { "/things": { "post": operation } },
        "components": components,
    });
    let package = things(TargetKind::Rust, &document);
    let data = package.data.package;
    let crates = data["dependencies"].as_array().expect("crates").iter();
    let crates = crates.filter_map(|one| one["name"].as_str().map(str::to_owned));
    Client {
        files: package.files.iter().map(|file| file.name).collect(),
        crates: crates.collect(),
        data,
    }
}

fn operation(more: &Value) -> Value {
    let mut operation = json!({
        "operationId": "addThing",
        "tags": ["T"],
        "responses": { "204": { "description": "Done" } },
    });
    for (key, value) in more.as_object().expect("members") {
        operation[key] = value.clone();
    }
    operation
}

/// What every client has.
const BASE: [&str; 17] = [
    "Cargo.mustache",
    "README.mustache",
    "lib.mustache",
    "contract.mustache",
    "methods.mustache",
    "operations.mustache",
    "call.rs",
    "client.rs",
    "complete.rs",
    "credentials.rs",
    "error.rs",
    "invalid_options.rs",
    "options.rs",
    "receive.rs",
    "response.rs",
    "scheme.rs",
    "transport.rs",
];

#[test]
fn a_client_has_only_the_files_and_crates_that_it_uses() {
    let plain = client(&operation(&json!({})), &json!({}));
    assert_eq!(plain.files, BASE);
    assert_eq!(plain.crates, ["fastrand", "httpdate", "reqwest", "tokio"]);
    let limit = json!({ "name": "limit", "in": "query", "schema": { "type": "integer" } });
    let list = client(&operation(&json!({ "parameters": [limit] })), &json!({}));
    let added: Vec<_> = list
        .files
        .iter()
        .filter(|name| !BASE.contains(name))
        .collect();
    assert_eq!(added, [&"pair.rs", &"percent.rs", &"query_value.rs"]);
    assert!(list.crates.contains(&"percent-encoding".to_owned()));
    let basic = json!({ "securitySchemes": { "basic": { "type": "http", "scheme": "basic" } } });
    let secured = client(
        &operation(&json!({ "security": [{ "basic": [] }] })),
        &basic,
    );
    let added = secured.files.iter().filter(|name| !BASE.contains(name));
    let added: Vec<_> = added.copied().collect();
    assert_eq!(
        added,
        [
            "credential_options.mustache",
            "basic.rs",
            "header.rs",
            "secret_header.rs"
        ]
    );
    assert_eq!(secured.crates[0], "base64");
}

#[test]
fn a_type_from_elsewhere_is_a_dependency() {
    let id =
        json!({ "name": "id", "in": "query", "schema": { "type": "string", "format": "uuid" } });
    let uuid = client(&operation(&json!({ "parameters": [id] })), &json!({}));
    assert_eq!(uuid.crates.last().map(String::as_str), Some("uuid"));
}

#[test]
fn a_name_for_any_value_tells_null_from_nothing() {
    let thing = json!({
        "type": "object",
        "properties": {
            "inline": {},
            "named": { "$ref": "#/components/schemas/Anything" },
            "text": { "type": "string" },
        },
        "required": ["inline"],
    });
    let body = json!({ "required": true, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } });
    let components = json!({ "schemas": { "Anything": {}, "Name": { "$ref": "#/components/schemas/Anything" }, "Thing": thing } });
    let client = client(&operation(&json!({ "requestBody": body })), &components);
    let models = client.data["models"].as_array().expect("models");
    let thing = models.iter().find(|model| model["name"] == "Thing");
    let fields = &thing.expect("a type")["object"]["fields"];
    let serde = |index: usize| fields[index]["serde"].as_str().unwrap_or_default();
    let present = "deserialize_with = \"crate::presence::present\"";
    let tells_null: Vec<_> = (0..3).map(|index| serde(index).contains(present)).collect();
    assert_eq!(tells_null, [false, true, false], "{fields}");
    assert!(client.files.contains(&"presence.rs"));
}
