//! Names of the TypeScript client are the document's, but for those that users would meet twice.

use contract_first::TargetKind;
use serde_json::{Value, json};

use crate::support::things;

/// What the templates print for a client with one operation that has this id, takes these parameters and gives this schema.
fn client(schema: &str, id: &str, parameters: Value) -> Value {
    let content = json!({ "application/json": { "schema": { "$ref": format!("#/components/schemas/{schema}") } } });
    let document = json!({
        "openapi": "3.1.0",
        "info": { "title": "Things", "version": "1.0.0" },
        "servers": [{ "url": "https://example.com" }],
        "paths": { "/things": { "get": {
            "operationId": id,
            "tags": ["T"],
            "parameters": parameters,
            "responses": { "200": { "description": "", "content": content } },
        } } },
        "components": { "schemas": { schema: { "type": "object", "properties": { "a": { "type": "string" } } } } },
    });
    things(TargetKind::TypeScript, &document).data.package
}

#[test]
fn a_schema_has_a_name_of_ours_only_where_users_would_meet_both() {
    for (schema, expected) in [
        ("Settings", "Settings"),
        ("Transport", "Transport"),
        ("Operation", "Operation"),
        ("Request", "Request"),
        ("Date", "Date"),
        ("Client", "ClientModel"),
        ("Options", "OptionsModel"),
        ("StatusError", "StatusErrorModel"),
        ("Record", "RecordModel"),
    ] {
        let client = client(schema, "getThing", json!([]));
        assert_eq!(client["models"][0]["name"], expected);
        let signature =
            format!("async getThing(options?: CallOptions): Promise<models.{expected}> {{");
        assert_eq!(client["operations"][0]["signature"], json!([signature]));
    }
}

#[test]
fn a_parameter_may_be_called_what_arguments_are() {
    let parameters = json!([
        { "name": "body", "in": "query", "schema": { "type": "string" } },
        { "name": "options", "in": "query", "schema": { "type": "string" } },
        { "name": "constructor", "in": "query", "schema": { "type": "string" } },
    ]);
    let client = client("Thing", "models", parameters);
    let operation = &client["operations"][0];
    assert_eq!(operation["name"], "models");
    let names: Vec<_> = operation["parameters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["name"])
        .collect();
    assert_eq!(names, ["body", "options", "constructor_"]);
}
