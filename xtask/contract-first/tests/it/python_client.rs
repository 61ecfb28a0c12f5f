//! What the templates of the Python client print is decided by what the document means, not by how the code that was made of it reads.

use contract_first::lowering::lower;
use contract_first::{Package, TargetKind};
use serde_json::{Value, json};

/// What the templates print for a client with one operation that takes a `Thing`.
fn client(thing: Value, responses: Value) -> Value {
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
        "components": { "schemas": { "Thing": thing } },
    });
    let lowered = lower(&document);
    assert!(lowered.diagnostics.is_empty(), "{:?}", lowered.diagnostics);
    let package = Package {
        name: "things",
        environment: "THINGS",
    };
    lowered.files(TargetKind::Python, &package).data.package
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
fn what_a_document_says_is_not_taken_for_what_stands_in_for_it() {
    let said = "The document's `name` is what people call it.";
    let thing = json!({ "type": "object", "properties": {
        "name": { "type": "string", "description": said },
        "size": { "type": "integer" },
    } });
    let client = client(thing, json!({ "204": { "description": said } }));
    let parts = &client["classes"][0]["parts"];
    assert_eq!(
        lines(&parts[0]["lines"]),
        ["name: str | None = None", &format!("\"\"\"{said}\"\"\"")]
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
        let call = format!("        answer = client.add_thing({argument})");
        let lines = lines(&client["example"]["lines"]);
        assert!(lines.contains(&call.as_str()), "{lines:?}");
    }
}
