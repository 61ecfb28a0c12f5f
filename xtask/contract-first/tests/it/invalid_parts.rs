//! With `--skip-unsupported` an invalid part takes away only the operations that it belongs to.

use serde_json::{Value, json};

use crate::support::{Outcome, project};

/// `generate --skip-unsupported` of a document.
fn generate(document: &Value) -> Outcome {
    let copy = project();
    copy.write("other.json", &document.to_string());
    let (contract, output) = (copy.path("other.json"), copy.path("out/case-api"));
    copy.run(&[
        "generate",
        "--contract",
        contract.to_str().unwrap(),
        "--output",
        output.to_str().unwrap(),
        "--skip-unsupported",
    ])
}

/// Operations whose answers are made of schemas: path, and the name of the schema.
fn of_schemas(version: &str, schemas: &Value) -> Value {
    let mut document = json!({
        "openapi": version, "info": { "title": "T", "version": "1.0.0" }, "paths": {},
        "components": { "schemas": schemas }
    });
    for name in schemas.as_object().unwrap().keys() {
        let schema = json!({ "$ref": format!("#/components/schemas/{name}") });
        document["paths"][format!("/{name}")]["get"] = operation(schema);
    }
    document
}

fn operation(schema: Value) -> Value {
    json!({ "tags": ["T"], "responses": { "200": { "description": "Done", "content": { "application/json": { "schema": schema } } } } })
}

/// What was left out: `GET /a`.
fn left_out(outcome: &Outcome) -> Vec<String> {
    let lines = outcome.text.lines();
    let named = lines.filter_map(|line| line.strip_prefix("Left out "));
    let mut named: Vec<_> = named.map(str::to_owned).collect();
    named.sort();
    named
}

#[test]
fn an_invalid_schema_takes_only_its_operations_away() {
    let faults = json!({
        "type": { "type": "strng" },
        "required": { "type": "object", "required": "x" },
        "minimum": { "type": "integer", "minimum": "3" },
        "properties": { "type": "object", "properties": [] },
        "pattern": { "type": "string", "pattern": "(" },
        "enum": { "enum": "x" },
        "$ref": { "type": "array", "items": { "$ref": "#/components/schemas/None" } },
        "allOf": { "allOf": {} },
    });
    for version in ["3.0.3", "3.1.0"] {
        let mut schemas =
            json!({ "Good": { "type": "object", "properties": { "type": { "type": "string" } } } });
        let mut places = Vec::new();
        for (index, (keyword, schema)) in faults.as_object().unwrap().iter().enumerate() {
            schemas[format!("Bad{index}")] = schema.clone();
            let place = format!("/components/schemas/Bad{index}");
            places.push(match keyword.as_str() {
                "$ref" => format!("{place}/items/$ref"),
                keyword => format!("{place}/{keyword}"),
            });
        }
        if version == "3.1.0" {
            schemas["BadExamples"] = json!({ "type": "string", "examples": { "one": "two" } });
            places.push("/components/schemas/BadExamples/examples".to_owned());
        }
        schemas["Holder"] = json!({ "allOf": [{ "type": "object", "properties": { "x": { "$ref": "#/components/schemas/Bad0" } } }] });
        let document = of_schemas(version, &schemas);
        let outcome = generate(&document);
        assert_eq!(outcome.code, 0, "{version}: {}", outcome.text);
        for place in &places {
            assert!(
                outcome.text.contains(place.as_str()),
                "{version}: {place}: {}",
                outcome.text
            );
        }
        let named = schemas
            .as_object()
            .unwrap()
            .keys()
            .filter(|name| *name != "Good");
        let mut expected: Vec<_> = named.map(|name| format!("GET /{name}")).collect();
        expected.sort();
        assert_eq!(left_out(&outcome), expected, "{version}: {}", outcome.text);
        assert!(
            outcome.text.contains("1 operation taken"),
            "{}",
            outcome.text
        );
    }
}

/// A document with an invalid part of each kind, most in an operation of their own.
fn with_invalid_parts() -> Value {
    let good = operation(json!({ "type": "string" }));
    let with = |key: &str, value: Value| {
        let mut operation = good.clone();
        operation[key] = value;
        json!({ "get": operation })
    };
    let mut twice = with("operationId", "same".into());
    twice["put"] = twice["get"].clone();
    json!({
        "openapi": "3.0.3", "info": { "title": "T", "version": "1.0.0" },
        "security": [{ "Bad": [] }],
        "paths": {
            "/in": with("parameters", json!([{ "name": "a", "in": "nowhere", "schema": { "type": "string" } }])),
            "/missing/{id}": { "get": good },
            "/same": twice,
            "/shared": { "parameters": [{ "$ref": "#/components/parameters/Bad" }], "get": good, "put": good },
            "/header": with("responses", json!({ "204": { "$ref": "#/components/responses/Header" } })),
            "/body": with("requestBody", json!({ "$ref": "#/components/requestBodies/Bad" })),
            "/own": with("security", json!([])),
            "/response": with("responses", json!({ "204": {} })),
            "/unknown": with("sumary", "x".into()),
            "/summary": with("summary", 1.into())
        },
        "components": {
            "parameters": { "Bad": { "name": 1, "in": "query", "schema": { "type": "string" } } },
            "requestBodies": { "Bad": { "content": [] } },
            "headers": { "Bad": { "schema": { "type": "nothing" } } },
            "responses": { "Header": { "description": "", "headers": { "x-a": { "$ref": "#/components/headers/Bad" } } },
                "Unused": { "description": 1 } },
            "securitySchemes": { "Bad": { "type": "nothing" } }
        }
    })
}

#[test]
fn an_invalid_part_of_any_kind_takes_only_its_operations_away() {
    let document = with_invalid_parts();
    let outcome = generate(&document);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    for place in [
        "/components/securitySchemes/Bad",
        "/paths/~1in/get/parameters/0",
        "/paths/~1missing~1{id}/get",
        "/paths/~1same/put/operationId",
        "/components/parameters/Bad/name",
        "/components/headers/Bad/schema/type",
        "/components/requestBodies/Bad/content",
        "/paths/~1response/get/responses/204",
        "/paths/~1unknown/get/sumary",
        "/paths/~1summary/get/summary",
    ] {
        assert!(outcome.text.contains(place), "{place}: {}", outcome.text);
    }
    // What nothing uses is told, and takes nothing away.
    assert!(
        outcome
            .text
            .contains(" /components/responses/Unused/description\n"),
        "{}",
        outcome.text
    );
    assert!(
        outcome.text.contains("1 operation taken, 11 left out"),
        "{}",
        outcome.text
    );

    // With credentials that are good, each goes for its own reason only.
    let mut document = document;
    document["components"]["securitySchemes"]["Bad"] = json!({ "type": "http", "scheme": "basic" });
    let outcome = generate(&document);
    let expected = [
        "GET /body",
        "GET /header",
        "GET /in",
        "GET /missing/{id}",
        "GET /response",
        "GET /shared",
        "GET /summary",
        "GET /unknown",
        "PUT /same",
        "PUT /shared",
    ];
    assert_eq!(left_out(&outcome), expected, "{}", outcome.text);
    assert!(
        outcome.text.contains("2 operations taken"),
        "{}",
        outcome.text
    );
}

#[test]
fn what_concerns_the_document_as_a_whole_refuses_it() {
    let whole = || of_schemas("3.1.0", &json!({ "Good": { "type": "string" } }));
    for (key, value) in [
        ("openapi", Value::Null),
        ("info", json!({ "title": 1 })),
        ("info", json!([])),
        ("paths", json!([])),
        ("components", json!([])),
        ("servers", json!({})),
    ] {
        let mut document = whole();
        document[key] = value;
        let outcome = generate(&document);
        assert_eq!(outcome.code, 1, "{key}: {}", outcome.text);
        assert!(outcome.text.contains(key), "{key}: {}", outcome.text);
    }
}
