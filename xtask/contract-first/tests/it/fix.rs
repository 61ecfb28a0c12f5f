//! `lint --fix` writes what a document lacks into its overlay, and such a document passes.

use contract_first::document::{Format, parse_data};
use serde_json::{Value, json};

use crate::support::{Copy, project};

const OVERLAY: &str = "openapi/overlay.json";
const DOCUMENT: &str = "openapi/accounts.json";

/// A project with this document for its own, without an overlay.
fn with(document: &str) -> Copy {
    let copy = project();
    copy.remove(OVERLAY);
    copy.write(DOCUMENT, document);
    copy
}

fn overlay(copy: &Copy) -> Value {
    serde_json::from_str(&copy.read(OVERLAY)).unwrap()
}

/// Fixes; what is written is right, complete, stays, and leaves the document alone.
#[track_caller]
fn passes(document: &str) -> Copy {
    let copy = with(document);
    let outcome = copy.run(&["lint", "--fix"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    assert!(
        outcome.text.contains("all can be generated"),
        "{}",
        outcome.text
    );
    assert_eq!(copy.read(DOCUMENT), document);
    for action in overlay(&copy)["actions"].as_array().unwrap() {
        let reason = action["description"].as_str().unwrap();
        assert!(reason.ends_with('.'), "{action}");
    }
    let written = copy.read(OVERLAY);
    let again = copy.run(&["lint", "--fix"]);
    assert_eq!(again.code, 0, "{}", again.text);
    assert!(again.text.contains("Fixed nothing"), "{}", again.text);
    assert_eq!(copy.read(OVERLAY), written);
    copy
}

fn updates(copy: &Copy) -> String {
    let actions = overlay(copy)["actions"].as_array().unwrap().clone();
    let lines = actions
        .iter()
        .map(|action| format!("{}: {}\n", action["target"], action["update"]));
    lines.collect()
}

/// What publishers get wrong, under both versions: each in one document.
fn lacking(version: &Value, schemas: Value) -> String {
    let document = json!({
        "openapi": version,
        "info": { "title": "T", "version": 1.5, "license": { "name": "MIT License" } },
        "tags": [{ "name": "pets" }],
        "paths": {
            "/api/pets/{id}": {
                "get": { "operationId": "pet", "responses": { "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Pet" } } } } } },
                "put": { "operationId": "pet", "parameters": [{ "name": "id", "in": "path", "schema": { "type": "string" } }], "responses": { "204": { "description": "Done", "content": { "text/plain": {} } } } },
            },
            "/v2/toys/{toy}/{part}": {
                "parameters": [{ "name": "toy", "in": "path", "required": false, "schema": { "type": "string" } }],
                "post": { "tags": ["toys"], "responses": { "default": { "$ref": "#/components/responses/Any" } } },
            },
        },
        "components": { "schemas": schemas, "responses": { "Any": {} } },
    });
    format!("{document:#}\n")
}

#[test]
fn a_document_of_3_1_passes() {
    let pet = json!({ "type": "object", "properties": {
        "name": { "type": "string", "nullable": true },
        "kind": { "type": "string", "enum": ["cat", "dog"], "nullable": true },
        "owner": { "$ref": "#/components/schemas/Owner", "nullable": true, "description": "Whose it is" },
        "both": { "allOf": [{ "$ref": "#/components/schemas/Owner" }], "nullable": true },
        "one": { "oneOf": [{ "type": "string" }, { "type": "integer" }], "nullable": true },
        "weight": { "type": "number", "minimum": 0, "exclusiveMinimum": true, "nullable": true },
        "tags": { "type": "array", "nullable": true, "items": { "type": "string", "nullable": true } },
        "length": { "type": "string", "minLength": "1" },
        "nullable": { "type": "boolean" },
    } });
    let owner = json!({ "type": "object", "properties": { "name": { "type": "string" } } });
    let schemas = json!({ "Pet": pet, "Owner": owner });
    for version in [json!("3.1.0"), json!("3.1"), json!(3.1)] {
        let copy = passes(&lacking(&version, schemas.clone()));
        let updates = updates(&copy);
        for part in [
            r#""$.info": {"version":"1.5"}"#,
            r#""$.info.license": {"identifier":"MIT"}"#,
            r#""$.paths['/api/pets/{id}'].put": {"operationId":"putApiPetsById"}"#,
            r#""$.paths['/v2/toys/{toy}/{part}'].post": {"operationId":"postV2ToysByToyByPart"}"#,
            r#""$.paths['/api/pets/{id}'].get": {"tags":["pets"]}"#,
            r#""$": {"tags":[{"name":"toys"}]}"#,
            r#""$.paths['/api/pets/{id}'].put.parameters[?@.name == 'id' && @.in == 'path']": {"required":true}"#,
            r#"{"parameters":[{"name":"part","in":"path","required":true,"schema":{"type":"string"}}]}"#,
            r#"responses['200']": {"description":"OK"}"#,
            r#""$.components.responses.Any": {"description":"Any"}"#,
            r#"properties.name": {"nullable":false,"type":["string","null"]}"#,
            r#""minLength":1"#,
        ] {
            assert!(updates.contains(part), "{part}\n{updates}");
        }
        assert_eq!(
            updates.contains(r#""$": {"openapi":"3.1.0"}"#),
            version != "3.1.0"
        );
    }
}

#[test]
fn a_document_of_3_0_passes() {
    let pet = json!({ "type": "object", "properties": {
        "name": { "type": ["string", "null"] },
        "owner": { "anyOf": [{ "$ref": "#/components/schemas/Owner" }, { "type": "null" }] },
        "weight": { "type": "number", "exclusiveMinimum": 0 },
        "kind": { "type": "string", "const": "cat" },
        "list": { "type": "array", "examples": [["a"]] },
        "nick": { "type": "string", "nullable": true },
    } });
    let owner = json!({ "type": "object", "properties": { "name": { "type": "string" } } });
    let schemas = json!({ "Pet": pet, "Owner": owner });
    for version in [
        json!("3.0.3"),
        json!("3.0"),
        serde_json::from_str("3.0").unwrap(),
    ] {
        let copy = passes(&lacking(&version, schemas.clone()));
        let updates = updates(&copy);
        assert!(!updates.contains("identifier"), "{updates}");
        assert!(
            updates.contains(r#"{"nullable":true,"type":"string"}"#)
                || updates.contains(r#"{"type":"string","nullable":true}"#),
            "{updates}"
        );
    }
}

#[test]
fn a_document_that_was_published_as_yaml_passes() {
    let yaml = "openapi: 3.1\ninfo: {title: T, version: 2.0}\npaths:\n  /a/{b}:\n    get:\n      summary: A\n      responses:\n        200: {description: 1}\n";
    let copy = project();
    copy.remove(OVERLAY);
    copy.write("published.yaml", yaml);
    let published = copy.path("published.yaml");
    let outcome = copy.run(&["import", published.to_str().unwrap(), "--no-generate"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let before = copy.run(&["lint"]);
    assert_eq!(before.code, 1, "{}", before.text);
    assert!(
        before
            .text
            .contains("write it as \"3.1.0\", `lint --fix` does this"),
        "{}",
        before.text
    );
    let outcome = copy.run(&["lint", "--fix"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let published = parse_data(yaml, Format::Yaml, "p").unwrap();
    let kept: Value = serde_json::from_str(&copy.read(DOCUMENT)).unwrap();
    assert_eq!(kept, published);
}

#[test]
fn own_actions_stay_and_what_they_put_right_is_left_alone() {
    let own = json!({
        "overlay": "1.0.0", "info": { "title": "Mine", "version": "7" }, "x-a": 1,
        "actions": [{ "target": "$.info", "update": { "version": "9" } }],
    });
    let copy = with(&lacking(&json!("3.1.0"), json!({ "Pet": {} })));
    copy.write(OVERLAY, &own.to_string());
    let outcome = copy.run(&["lint", "--fix"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let after = overlay(&copy);
    assert_eq!(after["info"], own["info"]);
    assert_eq!(after["x-a"], 1);
    assert_eq!(after["actions"][0], own["actions"][0]);
    assert!(!updates(&copy).contains("1.5"));
}

#[test]
fn what_needs_a_person_is_left_and_reported() {
    let document = lacking(
        &json!("3.1.0"),
        json!({ "Pet": { "$ref": "#/components/schemas/None" } }),
    );
    let copy = with(&document);
    let outcome = copy.run(&["lint", "--fix"]);
    assert_eq!(outcome.code, 1, "{}", outcome.text);
    assert!(outcome.text.contains("leads nowhere"), "{}", outcome.text);
    assert!(
        outcome.text.contains("Wrote openapi/overlay.json"),
        "{}",
        outcome.text
    );
    let good = project();
    let before = good.read(OVERLAY);
    let outcome = good.run(&["lint", "--fix"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let changed = good.read(OVERLAY) != before;
    assert_eq!(changed, outcome.text.contains("Wrote"), "{}", outcome.text);
}

#[test]
fn names_may_be_any_text() {
    let names = [
        "it's",
        "say \"x\"",
        "back\\slash",
        "']['x",
        "a.b",
        "..",
        "*",
        "$",
        "@",
        "?@.a",
        "new\nline",
        "\t",
        "\u{1b}[31m",
        "\u{7f}",
        "\u{2028}",
        "::error::x",
        "ä𝄞",
        "\\u0041",
        " ",
    ];
    let properties: serde_json::Map<_, _> = names
        .iter()
        .map(|name| {
            (
                (*name).to_owned(),
                json!({ "type": "string", "nullable": true }),
            )
        })
        .collect();
    let pet = json!({ "type": "object", "properties": properties });
    let mut paths = json!({});
    for (index, name) in names.iter().enumerate() {
        let parameter = json!({ "name": name, "in": "query", "schema": { "type": "string", "nullable": true } });
        let content =
            json!({ "application/json": { "schema": { "$ref": "#/components/schemas/Pet" } } });
        paths[format!("/{index}/{}", name.replace(['{', '}', '?', '#'], ""))] = json!({ "get": { "parameters": [parameter], "responses": { "200": { "content": content } } } });
    }
    let document = json!({ "openapi": "3.1.0", "info": { "title": "T", "version": "1" }, "paths": paths, "components": { "schemas": { "Pet": pet } } });
    let copy = with(&format!("{document:#}\n"));
    let outcome = copy.run(&["lint", "--fix"]);
    let updates = updates(&copy);
    assert_eq!(
        updates.matches(r#""nullable":false"#).count(),
        2 * names.len(),
        "{}",
        outcome.text
    );
    assert!(!outcome.text.contains("/nullable"), "{}", outcome.text);
    for line in outcome.text.lines() {
        assert!(
            !line.starts_with("::") && !line.contains('\u{1b}'),
            "{line}"
        );
    }
}
