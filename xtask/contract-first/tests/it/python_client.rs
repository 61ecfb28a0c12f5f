//! What the templates of the Python client print is decided by what the document means, not by how the code that was made of it reads.

use contract_first::TargetKind;
use serde_json::{Value, json};

use crate::support::things;

/// What the templates print for a client with one operation that takes a `Thing`.
fn client(thing: Value, responses: Value) -> Value {
    client_with(json!({ "Thing": thing }), responses)
}

/// The same, with other types beside it.
fn client_with(schemas: Value, responses: Value) -> Value {
    let document = json!({
        "openapi": "3.1.0",
        "info": { "title": "Things", "version": "1.0.0" },
        "servers": [{ "url": "https://example.com" }],
        "paths": { "/things": { "post": {
            "operationId": "addThing",
            "tags": ["T"],
            "requestBody": { "required": true, "content": content(&json!({ "$ref": "#/components/schemas/Thing" })) },
            "responses": responses,
        } } },
        "components": { "schemas": schemas },
    });
    things(TargetKind::Python, &document).data.package
}

fn content(schema: &Value) -> Value {
    json!({ "application/json": { "schema": schema } })
}

fn lines(list: &Value) -> Vec<&str> {
    let lines = list.as_array().expect("lines").iter();
    lines.filter_map(Value::as_str).collect()
}

#[test]
fn a_module_imports_what_it_uses_itself() {
    let uuid = json!({ "type": "string", "format": "uuid" });
    let responses = json!({
        "204": { "description": "Done" },
        "409": { "description": "Taken", "content": content(&json!({ "type": "array", "items": uuid })) },
    });
    let client = client(json!({ "type": "object" }), responses);
    let import = "from uuid import UUID";
    for (module, expected) in [
        ("errorImports", true),
        ("callImports", true),
        ("clientImports", false),
        ("modelImports", false),
    ] {
        let imports = lines(&client[module]);
        assert_eq!(imports.contains(&import), expected, "{module}: {imports:?}");
    }
}

#[test]
fn text_of_a_document_is_not_taken_for_a_placeholder() {
    let description = "The document's `name` is what people call it.";
    let thing = json!({ "type": "object", "properties": {
        "name": { "type": "string", "description": description },
        "size": { "type": "integer" },
    } });
    let client = client(thing, json!({ "204": { "description": description } }));
    let parts = &client["classes"][0]["parts"];
    assert_eq!(
        lines(&parts[0]["lines"]),
        [
            "name: str | None = None",
            &format!("\"\"\"{description}\"\"\"")
        ]
    );
    assert_eq!(lines(&parts[1]["lines"]), ["size: int | None = None"]);
}

#[test]
fn an_example_writes_a_value_as_its_enumeration_does() {
    for (values, argument) in [
        (json!(["small", "large"]), "Thing.SMALL"),
        (json!(["small", 2]), "\"small\""),
        (json!([1, 2]), "1"),
        (json!(["small"]), "\"small\""),
    ] {
        let client = client(
            json!({ "enum": values }),
            json!({ "204": { "description": "" } }),
        );
        let call = format!("        response = client.add_thing({argument})");
        let lines = lines(&client["example"]["lines"]);
        assert!(lines.contains(&call.as_str()), "{lines:?}");
    }
}

#[test]
fn a_name_for_any_value_has_null() {
    let schemas = json!({
        "Thing": { "type": "object", "required": ["kept"], "properties": {
            "inline": {},
            "named": { "$ref": "#/components/schemas/Alias" },
            "kept": { "$ref": "#/components/schemas/Anything" },
            "text": { "type": "string" },
        } },
        "Anything": {},
        "Alias": { "$ref": "#/components/schemas/Anything" },
    });
    let client = client_with(schemas, json!({ "204": { "description": "" } }));
    let parts = &client["classes"][0]["parts"];
    let nullable =
        "_nullable: ClassVar[frozenset[str]] = frozenset({\"inline\", \"named\", \"kept\"})";
    assert!(lines(&parts[0]["lines"]).contains(&nullable), "{parts:#}");
}

#[test]
fn a_schema_has_a_name_of_ours_only_where_users_would_meet_both() {
    for (schema, expected) in [
        ("Settings", "Settings"),
        ("Model", "Model"),
        ("Call", "Call"),
        ("Tag", "Tag"),
        ("Client", "ClientModel"),
        ("Error", "ErrorModel"),
        ("Any", "AnyModel"),
    ] {
        let mut schemas = json!({ "Thing": { "$ref": format!("#/components/schemas/{schema}") } });
        schemas[schema] = json!({ "type": "object", "properties": { "a": { "type": "string" } } });
        let client = client_with(schemas, json!({ "204": { "description": "" } }));
        assert_eq!(client["classes"][0]["name"], expected);
    }
}

#[test]
fn a_call_has_its_own_name_beside_those_of_modules_and_models() {
    for (id, expected) in [
        ("models", "models"),
        ("errors", "errors"),
        ("validate", "validate"),
        ("model_list", "model_list"),
        ("close", "close_"),
        ("import", "import_"),
        ("list", "list_"),
    ] {
        let document = json!({
            "openapi": "3.1.0",
            "info": { "title": "Things", "version": "1.0.0" },
            "servers": [{ "url": "https://example.com" }],
            "paths": { "/": { "get": { "operationId": id, "tags": ["T"], "responses": { "204": { "description": "" } } } } },
        });
        let client = things(TargetKind::Python, &document).data.package;
        assert_eq!(client["operations"][0]["name"], expected);
    }
}
