//! What is compared may be hostile: it ends in a message or a report, in little time and memory. The real command line and engine.

use std::path::Path;
use std::process::Command;

use serde_json::{Map, Value, json};

use crate::support::hostile::{chain, command, document, is_refused, refers, unions};
use crate::support::{Copy, project};

/// The arguments that compare a text with another title: what is equal would not be compared.
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

/// `breaking` ends before the engine is started: that would need more memory than there is.
#[track_caller]
fn is_not_compared(text: &str, words: &str, name: &str) {
    let copy = project();
    let arguments = arguments(&copy, text);
    is_refused(
        command(&copy, &arguments.each_ref().map(String::as_str)),
        words,
        name,
    );
}

/// `breaking` with the engine; exit code and text.
fn compared(document: &Value) -> (Option<i32>, String) {
    let copy = project();
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/tools");
    let output = Command::new(env!("CARGO_BIN_EXE_contract-first"))
        .arg("--root")
        .arg(copy.path(""))
        .arg("--tools")
        .arg(tools)
        .args(arguments(&copy, &document.to_string()))
        .output()
        .expect("the command");
    let text =
        [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
    (output.status.code(), text.concat())
}

#[test]
fn chains_and_circles_of_references_are_not_compared() {
    let far = "leads through more than 50 references";
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
    for circle in [
        json!({ "A0": refers(0) }),
        json!({ "A0": refers(1), "A1": refers(0) }),
    ] {
        is_not_compared(
            &document(circle).to_string(),
            "leads back to itself",
            "circle",
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
    for (name, document) in [("unions", unions(10)), ("diamond", diamond)] {
        let (code, text) = compared(&document);
        assert_eq!(code, Some(0), "{name}: {text}");
        assert!(text.contains("0 breaking"), "{name}: {text}");
    }
}

#[test]
fn schemas_too_deep_for_the_engine_end_in_a_message() {
    let properties = chain(
        10_000,
        |next| json!({ "type": "object", "properties": { "a": refers(next) } }),
    );
    is_refused(
        compared(&properties),
        "inside of each other too deeply",
        "properties",
    );
}
