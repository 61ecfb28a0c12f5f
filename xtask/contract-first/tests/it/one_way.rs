//! `readOnly` and `writeOnly` count for a property wherever the schema of its values says so.

use contract_first::lowering::lower;
use contract_first::{Package, TargetKind};
use serde_json::{Value, json};

/// A document of a version whose `Thing` goes both ways, with one required property `a`, besides `name`.
fn document(version: &str, property: Value) -> Value {
    let content =
        json!({ "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } });
    json!({
        "openapi": version,
        "info": { "title": "Things", "version": "1.0.0" },
        "paths": { "/things": { "post": {
            "operationId": "addThing",
            "tags": ["T"],
            "requestBody": { "required": true, "content": content },
            "responses": { "201": { "description": "Made", "content": content } },
        } } },
        "components": { "schemas": {
            "Plain": { "type": "string" },
            "ReadOnly": { "type": "string", "readOnly": true },
            "ReadOnlyFar": { "$ref": "#/components/schemas/ReadOnlyNear" },
            "ReadOnlyNear": { "allOf": [{ "$ref": "#/components/schemas/ReadOnly" }] },
            "WriteOnly": { "type": "string", "writeOnly": true },
            "WriteOnlyFar": { "allOf": [{ "$ref": "#/components/schemas/WriteOnly" }, { "minLength": 2 }] },
            "Thing": {
                "type": "object",
                "required": ["a", "name"],
                "properties": { "a": property, "name": { "type": "string" } },
            },
        } },
    })
}

/// Whether requests require the property, and whether responses do; `None` where they do not have it at all. The same in each client.
fn required(version: &str, property: &Value) -> [Option<bool>; 2] {
    let document = document(version, property.clone());
    let lowered = lower(&document);
    let findings = &lowered.diagnostics;
    assert!(findings.is_empty(), "{property}: {findings:?}");
    let package = Package {
        name: "things",
        environment: "THINGS",
    };
    let answers = [TargetKind::Rust, TargetKind::TypeScript, TargetKind::Python].map(|language| {
        let made = lowered.document(language, &package);
        ["request", "answer"].map(|direction| {
            let types = made["x-client"]["types"].as_array().expect("types");
            let object = |one: &&Value| one[direction] == true && one["object"].is_object();
            let thing = types.iter().find(object).expect("a thing");
            let fields = thing["object"]["fields"].as_array().expect("fields");
            let field = fields.iter().find(|field| field["name"] == "a");
            field.map(|field| field["required"] == true)
        })
    });
    assert!(
        answers.iter().all(|one| *one == answers[0]),
        "{property}: {answers:?}"
    );
    answers[0]
}

fn refers(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

const BOTH: [Option<bool>; 2] = [Some(true), Some(true)];
const READ_ONLY: [Option<bool>; 2] = [Some(false), Some(true)];
const WRITE_ONLY: [Option<bool>; 2] = [Some(true), None];

#[test]
fn a_property_is_what_its_schema_says_by_whatever_way() {
    for (name, expected) in [
        ("Plain", BOTH),
        ("ReadOnly", READ_ONLY),
        ("ReadOnlyNear", READ_ONLY),
        ("ReadOnlyFar", READ_ONLY),
        ("WriteOnly", WRITE_ONLY),
        ("WriteOnlyFar", WRITE_ONLY),
    ] {
        for version in ["3.0.3", "3.1.0"] {
            assert_eq!(
                required(version, &refers(name)),
                expected,
                "{version} {name}"
            );
            for property in [
                json!({ "allOf": [refers(name)] }),
                json!({ "allOf": [{ "type": "string" }, refers(name)] }),
                json!({ "oneOf": [refers(name)] }),
                json!({ "anyOf": [refers(name)] }),
                json!({ "allOf": [{ "allOf": [refers(name)] }], "description": "Of the server." }),
            ] {
                assert_eq!(
                    required(version, &property),
                    expected,
                    "{version} {property}"
                );
            }
        }
        let nullable = json!({ "nullable": true, "allOf": [refers(name)] });
        assert_eq!(required("3.0.3", &nullable), expected, "{nullable}");
        for keyword in ["oneOf", "anyOf"] {
            let nullable = json!({ keyword: [refers(name), { "type": "null" }] });
            assert_eq!(required("3.1.0", &nullable), expected, "{nullable}");
        }
    }
}

#[test]
fn what_stands_beside_a_reference_counts_since_3_1() {
    let beside = json!({ "$ref": "#/components/schemas/Plain", "readOnly": true });
    assert_eq!(required("3.1.0", &beside), READ_ONLY);
    assert_eq!(required("3.0.3", &beside), BOTH);
    let beside =
        json!({ "$ref": "#/components/schemas/ReadOnly", "description": "Of the server." });
    assert_eq!(required("3.1.0", &beside), READ_ONLY);
    assert_eq!(required("3.0.3", &beside), READ_ONLY);
}

#[test]
fn a_choice_of_which_one_alternative_says_so_does_not() {
    let choice = json!({ "anyOf": [refers("ReadOnly"), { "type": "integer" }] });
    assert_eq!(required("3.1.0", &choice), BOTH);
}
