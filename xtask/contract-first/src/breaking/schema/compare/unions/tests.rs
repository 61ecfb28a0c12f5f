//! Which alternatives are taken for each other, and what is said about the rest.

use serde_json::{Value, json};

use crate::breaking::schema::MessageDirection;
use crate::breaking::schema::testing::{changes, document};
use crate::document::Pointer;

fn of(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn object(kind: &str) -> Value {
    json!({ "type": "object", "properties": { "kind": { "enum": [kind] } }, "required": ["kind"] })
}

/// Codes and places of all that a response says otherwise, sorted.
fn found(old: &Value, new: &Value, was: &Value, now: &Value) -> Vec<String> {
    let found = changes(
        &document(old, was),
        &document(new, now),
        MessageDirection::Response,
    );
    let mut lines: Vec<_> = found
        .iter()
        .map(|change| format!("{} {}", change.code.id(), change.new_at))
        .collect();
    lines.sort();
    lines
}

#[test]
fn an_open_alternative_does_not_replace_the_object_next_to_it() {
    let maybe = json!({ "anyOf": [of("A"), { "type": ["object", "null"] }] });
    let a = |properties: Value| json!({ "A": { "type": "object", "properties": properties } });
    let at = |rest: &str| format!("/components/schemas/A/{rest}");
    for (old, new, expected) in [
        (
            json!({ "a": { "type": "string" }, "b": {} }),
            json!({ "a": { "type": "integer" }, "b": {}, "c": {} }),
            vec![
                format!("property-added {}", at("properties/c")),
                format!("type-changed {}", at("properties/a/type")),
            ],
        ),
        (
            json!({ "a": {}, "b": {} }),
            json!({ "a": {} }),
            vec![format!("property-removed {}", "/components/schemas/A")],
        ),
    ] {
        assert_eq!(
            found(&maybe, &maybe, &a(old), &a(new.clone())),
            expected,
            "{new}"
        );
    }
}

#[test]
fn an_alternative_beside_a_known_one_is_one_finding() {
    let schemas = json!({
        "User": { "type": "object", "properties": { "login": {}, "email": {} } },
        "Group": { "type": "object", "properties": { "name": {} } },
    });
    let place = "/paths/~1a/post/requestBody/content/application~1json/schema";
    for (new, expected) in [
        (
            json!({ "oneOf": [of("Group"), of("User")] }),
            vec![format!("alternative-added {place}/oneOf/0")],
        ),
        (
            json!({ "oneOf": [of("Group"), { "type": "object", "properties": { "login": {} } }] }),
            vec![
                format!("alternative-added {place}/oneOf/0"),
                format!("property-removed {place}/oneOf/1"),
            ],
        ),
    ] {
        let found = found(&of("User"), &new, &schemas, &schemas);
        assert_eq!(found, expected, "{new}");
    }
}

#[test]
fn branches_of_a_nested_union_keep_their_names() {
    let inner =
        |names: &[&str]| json!({ "anyOf": names.iter().map(|name| of(name)).collect::<Vec<_>>() });
    let schemas = |names: &[&str], bank: Value| {
        json!({
            "Account": { "type": "object", "properties": { "kind": { "enum": ["account"] }, "email": {} }, "required": ["kind"] },
            "Bank": { "type": "object", "properties": { "kind": { "enum": ["bank"] }, "bic": bank }, "required": ["kind"] },
            "Gone": object("gone"), "Source": inner(names),
        })
    };
    let either = json!({ "anyOf": [of("Source"), of("Gone")] });
    let was = schemas(&["Account", "Bank"], json!({ "enum": ["a"] }));
    let now = schemas(&["Bank", "Account"], json!({ "enum": ["a", "b"] }));
    let place = "/components/schemas/Bank/properties/bic/enum";
    assert_eq!(
        found(&either, &either, &was, &now),
        [format!("enum-value-added {place}")]
    );
}

#[test]
fn objects_with_nothing_in_common_are_not_taken_for_each_other() {
    let ach = json!({ "type": "object", "properties": { "kind": { "enum": ["ach"] }, "number": {}, "owner": {} }, "required": ["kind"] });
    let apple = json!({ "type": "object", "properties": { "kind": { "enum": ["apple"] }, "token": {} }, "required": ["kind"] });
    let schemas = json!({ "Ach": ach, "Apple": apple, "Card": object("card") });
    let [old, new] = ["Ach", "Apple"].map(|name| json!({ "oneOf": [of(name), of("Card")] }));
    let place = "/paths/~1a/post/requestBody/content/application~1json/schema";
    assert_eq!(
        found(&old, &new, &schemas, &schemas),
        [
            format!("alternative-added {place}/oneOf/0"),
            format!("alternative-removed {place}")
        ]
    );
}

#[test]
fn a_component_that_is_a_part_of_several_alternatives_names_none() {
    let detailed = |name: &str| json!({ "allOf": [of(name), of("Info")] });
    let schemas = json!({
        "A": object("a"), "B": object("b"), "C": object("c"),
        "Info": { "properties": { "info": { "type": "string" } } },
    });
    let old = json!({ "oneOf": [detailed("A"), detailed("B")] });
    let new = json!({ "oneOf": [detailed("A"), detailed("B"), detailed("C")] });
    let place = "/paths/~1a/post/requestBody/content/application~1json/schema/oneOf/2";
    assert_eq!(
        found(&old, &new, &schemas, &schemas),
        [format!("alternative-added {place}")]
    );
}

#[test]
fn alternatives_that_are_written_alike_are_not_added_again() {
    let anything = json!({ "x": {} });
    let old = json!({ "anyOf": [object("a"), object("b"), object("b")] });
    let new = json!({ "anyOf": [object("b"), object("b"), object("b"), object("a"), object("c")] });
    let place = "/paths/~1a/post/requestBody/content/application~1json/schema/anyOf/4";
    assert_eq!(
        found(&old, &new, &anything, &anything),
        [format!("alternative-added {place}")]
    );
    // For those who send, the same alternatives are the wide side.
    let [old, new] = [&old, &new].map(|schema| document(schema, &anything));
    let found = changes(&old, &new, MessageDirection::Request);
    let places: Vec<_> = found
        .iter()
        .map(|change| change.new_at.to_string())
        .collect();
    assert_eq!(places, [place]);
}

#[test]
fn null_is_where_the_document_says_it() {
    let text = json!({ "type": "string" });
    let nullable = json!({ "type": "string", "nullable": true });
    let number = json!({ "type": "integer", "nullable": true });
    let places = |old: &Value, new: &Value| {
        let [old, new] = [old, new].map(|schema| {
            let mut document = document(schema, &json!({}));
            document["openapi"] = "3.0.3".into();
            document
        });
        let found = changes(&old, &new, MessageDirection::Response);
        let step = |at: &Pointer| at.steps().pop().unwrap();
        let places = found
            .iter()
            .map(|change| [&change.old_at, &change.new_at].map(step));
        places.collect::<Vec<_>>()
    };
    assert_eq!(places(&text, &nullable), [["type", "nullable"]]);
    assert_eq!(places(&nullable, &text), [["nullable", "type"]]);
    assert_eq!(places(&nullable, &number), [["type", "type"]]);
}
