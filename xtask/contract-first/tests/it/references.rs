//! What is a `$ref` and what is text that looks like one; path items that are elsewhere.

use serde_json::{Value, json};

use crate::support::{Copy, project};

fn operation(id: &str) -> Value {
    json!({ "operationId": id, "tags": ["T"], "responses": { "204": { "description": "Done" } } })
}

fn document(version: &str, paths: Value, components: Value) -> Value {
    json!({ "openapi": version, "info": { "title": "T", "version": "1.0.0" }, "paths": paths, "components": components })
}

/// The small project with another document for its own, without an overlay.
fn with(document: &Value) -> Copy {
    let copy = project();
    std::fs::remove_file(copy.path("openapi/overlay.json")).unwrap();
    copy.write("openapi/accounts.json", &format!("{document:#}\n"));
    copy
}

#[track_caller]
fn good(document: &Value, operations: &str) {
    let outcome = with(document).run(&["lint"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    assert!(outcome.text.contains(operations), "{}", outcome.text);
    assert!(!outcome.text.contains("Note"), "{}", outcome.text);
}

fn extended() -> Value {
    let elsewhere = json!({ "$ref": "./samples/one.json" });
    let mut get = operation("a");
    get["x-codeSamples"] = json!([{ "lang": "C", "source": elsewhere }]);
    get["x-ms-examples"] = json!({ "one": elsewhere });
    let mut value = json!({ "x-origin": elsewhere, "example": elsewhere, "default": elsewhere });
    value["type"] = "object".into();
    get["requestBody"] = json!({ "content": { "application/json": {
        "schema": value, "x-a": elsewhere,
        "examples": { "one": { "value": elsewhere }, "two": { "$ref": "#/components/examples/Two" } } } } });
    let property = json!({ "type": "string" });
    document(
        "3.0.3",
        json!({ "x-a": elsewhere, "/a": { "x-a": elsewhere, "put": get } }),
        json!({
            "x-a": elsewhere,
            "examples": { "Two": { "value": elsewhere } },
            "schemas": {
                "Pair": { "type": "object", "x-origin": { "$ref": "#/definitions/Pair" }, "properties": { "x": property } },
                "Names": { "type": "object", "properties": { "example": property, "x-foo": property, "$ref": property, "enum": property } }
            }
        }),
    )
}

#[test]
fn references_in_extensions_and_examples_are_text() {
    good(&extended(), "1 operation:");
    let copy = with(&extended());
    let mut other = extended();
    other["paths"]["/a"]["put"]["x-ms-examples"]["one"] = json!({ "$ref": "./two.json" });
    copy.write("other.json", &other.to_string());
    let (old, new) = (copy.path("openapi/accounts.json"), copy.path("other.json"));
    let outcome = copy.run(&["breaking", old.to_str().unwrap(), new.to_str().unwrap()]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
}

#[test]
fn references_that_lead_nowhere_are_refused_wherever_openapi_has_them() {
    let nowhere = json!({ "$ref": "#/components/schemas/None" });
    let in_schema = |name: &str| json!({ "schemas": { "A": { "type": "object", "properties": { name: nowhere } } } });
    for name in ["example", "x-foo", "default", "enum", "items", "$ref"] {
        let document = document(
            "3.0.3",
            json!({ "/a": { "get": operation("a") } }),
            in_schema(name),
        );
        let outcome = with(&document).run(&["lint"]);
        let place = format!("/components/schemas/A/properties/{name}/$ref");
        assert!(outcome.text.contains(&place), "{}", outcome.text);
    }
    let mut get = operation("a");
    get["responses"]["default"] = json!({ "$ref": "#/components/responses/None" });
    let outcome = with(&document(
        "3.0.3",
        json!({ "/a": { "get": get } }),
        json!({}),
    ))
    .run(&["lint"]);
    assert!(
        outcome
            .text
            .contains("/paths/~1a/get/responses/default/$ref"),
        "{}",
        outcome.text
    );
}

#[test]
fn a_path_item_may_be_a_reference() {
    let books = json!({ "Books": { "get": operation("listBooks") }, "More": { "$ref": "#/components/pathItems/Books" } });
    let paths = json!({
        "/books": { "$ref": "#/components/pathItems/More" },
        "/shelf": { "$ref": "#/components/pathItems/Books", "put": operation("putShelf") },
        "/ping": { "get": operation("ping") }
    });
    let new = document("3.1.1", paths, json!({ "pathItems": books }));
    good(&new, "4 operations:");
    let paths = json!({ "/books": { "get": operation("listBooks") }, "/shelf": { "$ref": "#/paths/~1books" } });
    good(&document("3.0.3", paths, json!({})), "2 operations:");

    let copy = with(&new);
    let outcome = copy.run(&["generate"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    let effective: Value = serde_json::from_str(&copy.read("generated/openapi.json")).unwrap();
    let name = |path: &str| effective["paths"][path]["get"]["operationId"].clone();
    assert_eq!([name("/books"), name("/shelf")], ["listBooks", "getShelf"]);
    let outcome = copy.run(&["drift"]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);

    let mut less = new.clone();
    less["components"]["pathItems"]["Books"]["get"]["responses"] =
        json!({ "200": { "description": "Done" } });
    copy.write("less.json", &less.to_string());
    let outcome = copy.run(&["import", copy.path("less.json").to_str().unwrap()]);
    assert_eq!(outcome.code, 0, "{}", outcome.text);
    assert!(outcome.text.contains("GET /books"), "{}", outcome.text);
}

#[test]
fn breaking_follows_path_item_references() {
    let with_items = |items: Value| {
        let paths = json!({ "/books": { "$ref": "#/components/pathItems/Books" } });
        document("3.1.0", paths, json!({ "pathItems": { "Books": items } }))
    };
    let (get, put) = (operation("listBooks"), operation("putBooks"));
    let both = with_items(json!({ "get": get, "put": put }));
    let one = with_items(json!({ "get": get }));
    let here = document(
        "3.1.0",
        json!({ "/books": { "get": get, "put": put } }),
        json!({}),
    );
    let copy = project();
    for (name, document) in [("both", &both), ("one", &one), ("here", &here)] {
        copy.write(&format!("{name}.json"), &document.to_string());
    }
    for (old, new, code) in [("both", "one", 5), ("both", "here", 0), ("one", "both", 0)] {
        let [old, new] = [old, new].map(|name| copy.path(&format!("{name}.json")));
        let outcome = copy.run(&["breaking", old.to_str().unwrap(), new.to_str().unwrap()]);
        assert_eq!(outcome.code, code, "{}", outcome.text);
    }
}

#[test]
fn a_path_item_that_cannot_be_found_is_refused_with_its_place() {
    let books = || {
        json!({ "pathItems": {
        "Books": { "get": operation("listBooks") },
        "Round": { "$ref": "#/components/pathItems/About" },
        "About": { "$ref": "#/components/pathItems/Round" }
    } })
    };
    let reference = |name: &str| json!({ "$ref": format!("#/components/pathItems/{name}") });
    let mut beside = reference("Books");
    beside["get"] = operation("other");
    for (item, place, words) in [
        (reference("None"), "/paths/~1a/$ref", "leads nowhere"),
        (reference("Round"), "/paths/~1a/$ref", "never ends"),
        (
            json!({ "$ref": "./a.json" }),
            "/paths/~1a/$ref",
            "another document",
        ),
        (beside, "/paths/~1a/get", "does not say which one counts"),
    ] {
        let paths = json!({ "/a": item, "/ping": { "get": operation("ping") } });
        let document = document("3.1.0", paths, books());
        let copy = with(&document);
        let outcome = copy.run(&["lint"]);
        assert_eq!(outcome.code, 1, "{}", outcome.text);
        assert!(
            outcome.text.contains(place) && outcome.text.contains(words),
            "{}",
            outcome.text
        );
        copy.write("other.json", &document.to_string());
        let (contract, output) = (copy.path("other.json"), copy.path("out/case-api"));
        let outcome = copy.run(&[
            "generate",
            "--contract",
            contract.to_str().unwrap(),
            "--output",
            output.to_str().unwrap(),
            "--skip-unsupported",
        ]);
        assert_eq!(outcome.code, 0, "{}", outcome.text);
        assert!(
            outcome.text.contains(place) && outcome.text.contains("1 operation taken"),
            "{}",
            outcome.text
        );
    }
}
