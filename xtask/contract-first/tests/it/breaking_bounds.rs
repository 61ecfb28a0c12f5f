//! What is compared may be hostile: it ends in a message or a report, in little time and memory. The real command line.

use serde_json::{Map, Value, json};

use crate::support::hostile::{chain, command, document, is_refused, refers, unions};
use crate::support::{Copy, project};

/// The arguments that compare a text with another title.
fn arguments(copy: &Copy, text: &str) -> [String; 3] {
    let format = if text.starts_with('{') {
        "json"
    } else {
        "yaml"
    };
    let [old, new] = ["old", "new"].map(|name| format!("{name}.{format}"));
    copy.write(&old, text);
    copy.write(&new, &text.replacen("Hostile", "Changed", 1));
    [
        "breaking".to_owned(),
        copy.path(&old).display().to_string(),
        copy.path(&new).display().to_string(),
    ]
}

/// The text is refused, with these words.
#[track_caller]
fn is_not_compared(text: &str, words: &str, name: &str) {
    is_refused(compared(text), words, name);
}

/// `breaking` with little memory; exit code and text.
fn compared(text: &str) -> (Option<i32>, String) {
    let copy = project();
    let arguments = arguments(&copy, text);
    command(&copy, &arguments.each_ref().map(String::as_str))
}

#[test]
fn chains_and_circles_of_references_are_not_compared() {
    let far = "leads through more than 50";
    let components = |kind: &str, link: &dyn Fn(usize) -> Value, last: Value| {
        let links = (0..10_000).map(|index| (format!("A{index}"), link(index + 1)));
        let all: Map<_, _> = links.chain([("A10000".to_owned(), last)]).collect();
        let mut document = document(json!({ "A0": {} }));
        document["components"][kind] = all.into();
        document.to_string()
    };
    let to = |kind: &'static str| move |index: usize| json!({ "$ref": format!("#/components/{kind}/A{index}") });
    for (kind, last) in [
        ("schemas", json!({})),
        ("responses", json!({ "description": "d" })),
        (
            "parameters",
            json!({ "name": "a", "in": "query", "schema": {} }),
        ),
        ("headers", json!({ "schema": {} })),
        ("pathItems", json!({})),
    ] {
        is_not_compared(&components(kind, &to(kind), last), far, kind);
    }
    let mut paths = document(json!({ "A0": {} }));
    for index in 0..10_000 {
        paths["paths"][format!("/a{index}")] =
            json!({ "$ref": format!("#/paths/~1a{}", index + 1) });
    }
    paths["paths"]["/a10000"] = json!({});
    is_not_compared(&paths.to_string(), "leads through more than 50", "paths");
    let beside = chain(
        10_000,
        |next| json!({ "minProperties": 1, "$ref": format!("#/components/schemas/A{next}") }),
    );
    is_not_compared(&beside.to_string(), far, "beside");
    for cycle in [
        json!({ "A0": refers(0) }),
        json!({ "A0": refers(1), "A1": refers(0) }),
    ] {
        is_not_compared(
            &document(cycle).to_string(),
            "leads back to itself",
            "cycle",
        );
    }
}

#[test]
fn what_the_reader_refuses_is_not_compared() {
    let top = "openapi: 3.1.0\ninfo: {title: Hostile, version: '1'}\npaths: {}\n";
    let deep = format!(
        "{top}x-a: {}{{}}{}\n",
        "{items: ".repeat(10_000),
        "}".repeat(10_000)
    );
    is_not_compared(&deep, "nested deeper than 127 levels", "deep");
    let mut bomb = format!("{top}x-0: &a0 [v]\n");
    for index in 1..200 {
        let before = index - 1;
        bomb += &format!("x-{index}: &a{index} [*a{before}, *a{before}, *a{before}]\n");
    }
    is_not_compared(&bomb, "more than 3000000 values", "bomb");
    let large = format!(
        r#"{{"openapi":"3.1.0","info":{{"title":"Hostile","version":"1"}},"paths":{{}},"x-a":[{}0]}}"#,
        "1,".repeat(20_000_000)
    );
    is_not_compared(&large, "more than 3000000 values", "40 MB");
}

#[test]
fn what_refers_to_each_other_in_many_ways_is_compared() {
    let diamond = chain(60, |next| json!({ "allOf": [refers(next), refers(next)] }));
    let properties = chain(
        10_000,
        |next| json!({ "type": "object", "properties": { "a": refers(next) } }),
    );
    for (name, document) in [
        ("unions", unions(10)),
        ("diamond", diamond),
        ("properties", properties),
    ] {
        let (code, text) = compared(&document.to_string());
        assert_eq!(code, Some(0), "{name}: {text}");
        assert!(text.contains("0 breaking"), "{name}: {text}");
    }
}
