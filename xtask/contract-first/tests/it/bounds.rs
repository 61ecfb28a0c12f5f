//! A hostile document ends in a message: never in a crash, nor out of memory. The real command line, with little memory.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::support::hostile::{chain, command, document, is_refused, refers, unions};
use crate::support::project;

#[track_caller]
fn lint_refuses(document: &Value, words: &str, name: &str) {
    let copy = project();
    std::fs::remove_file(copy.path("openapi/overlay.json")).expect("an overlay");
    copy.write("openapi/accounts.json", &document.to_string());
    is_refused(command(&copy, &["lint"]), words, name);
}

const TOP: &str = r#"{"openapi":"3.1.0","info":{"title":"H","version":"1"},"paths":{},"x-a":"#;

#[test]
fn what_nests_too_deeply_is_refused_by_the_reader() {
    let copy = project();
    for (open, close) in [
        (r#"{"properties":{"a":"#, "}}"),
        (r#"{"items":"#, "}"),
        (r#"{"allOf":["#, "]}"),
        (r#"{"oneOf":["#, "]}"),
        (r#"{"additionalProperties":"#, "}"),
        (r#"{"not":"#, "}"),
    ] {
        let inner = format!("{}{{}}{}", open.repeat(10_000), close.repeat(10_000));
        copy.write("deep.json", &format!("{TOP}{inner}}}"));
        copy.write("deep.yaml", &format!("openapi: 3.1.0\nx-a: {inner}\n"));
        copy.write(
            "deep.md",
            &format!("# Page\n\n```json\n{TOP}{inner}}}\n```\n"),
        );
        for name in ["deep.json", "deep.yaml", "deep.md"] {
            let outcome = command(&copy, &["import", copy.path(name).to_str().unwrap()]);
            is_refused(
                outcome,
                "nested deeper than 127 levels",
                &format!("{open} {name}"),
            );
        }
    }
    copy.write("brackets.json", &"[".repeat(1_000_000));
    let outcome = command(
        &copy,
        &["import", copy.path("brackets.json").to_str().unwrap()],
    );
    is_refused(outcome, "nested deeper than 127 levels", "brackets");
}

#[test]
fn what_is_too_large_is_refused_by_the_reader() {
    let copy = project();
    let digits = "9".repeat(1_000_000);
    let mut levels = "openapi: 3.1.0\nx-a: &a0 {k: v}\n".to_owned();
    let mut bomb = levels.clone();
    for index in 1..200 {
        let _ = writeln!(levels, "x-{index}: &a{index} {{k: *a{}}}", index - 1);
        let _ = writeln!(
            bomb,
            "x-{index}: &a{index} [*a{0}, *a{0}, *a{0}]",
            index - 1
        );
    }
    let texts = format!(
        "x-a: &a {}\nx-b: [{}]\n",
        "x".repeat(1_000_000),
        "*a, ".repeat(9_999)
    );
    for (name, text, words) in [
        (
            "values.json",
            format!("{TOP}[{}0]}}", "1,".repeat(15_000_000)),
            "more than 3000000 values",
        ),
        (
            "values.md",
            format!("```json\n{TOP}[{}0]}}\n```\n", "1,".repeat(15_000_000)),
            "more than 3000000 values",
        ),
        (
            "line.yaml",
            format!("openapi: 3.1.0\nx-a: [{}0]\n", "1,".repeat(20_000_000)),
            "a line of more than 4194304 bytes",
        ),
        (
            "bytes.json",
            format!("{TOP}\"{}\"}}", "x".repeat(70_000_000)),
            "more than 67108864 bytes",
        ),
        (
            "number.json",
            format!("{TOP}{digits}}}"),
            "a number of more than 1000 characters",
        ),
        (
            "number.yaml",
            format!("openapi: 3.1.0\nx-a: {digits}\n"),
            "a number of more than 1000 characters",
        ),
        ("bomb.yaml", bomb, "more than 3000000 values"),
        ("levels.yaml", levels, "nested deeper than 127 levels"),
        ("texts.yaml", texts, "more than 67108864 bytes"),
        (
            "fences.md",
            "```json\n{\"openapi\":\"3.1.0\"}\n```\n".repeat(50_000),
            "50000 OpenAPI documents in the page",
        ),
        (
            "merge.yaml",
            "x-a: &a {k: v}\nx-b:\n  <<: *a\n".to_owned(),
            "a merge key",
        ),
    ] {
        copy.write(name, &text);
        let outcome = command(&copy, &["import", copy.path(name).to_str().unwrap()]);
        is_refused(outcome, words, name);
    }
    // The files beside the document have the same limits.
    copy.write("openapi/overlay.json", &"[".repeat(1_000_000));
    is_refused(
        command(&copy, &["lint"]),
        "nested deeper than 127 levels",
        "overlay",
    );
}

#[test]
fn long_chains_of_references_are_refused() {
    type Link = fn(usize) -> Value;
    let nested = "more than 150 levels of schemas inside of each other";
    let long = "the Rust compiler cannot handle";
    let links: [(&str, Link, &str); 8] = [
        ("$ref", refers, nested),
        (
            "properties",
            |next| json!({ "type": "object", "properties": { "a": refers(next) } }),
            long,
        ),
        (
            "items",
            |next| json!({ "type": "array", "items": refers(next) }),
            nested,
        ),
        (
            "additionalProperties",
            |next| json!({ "type": "object", "additionalProperties": refers(next) }),
            nested,
        ),
        (
            "allOf",
            |next| json!({ "allOf": [refers(next), { "properties": { "a": {} } }] }),
            nested,
        ),
        (
            "oneOf",
            |next| json!({ "oneOf": [refers(next), { "type": "string" }] }),
            long,
        ),
        (
            "anyOf",
            |next| json!({ "anyOf": [refers(next), { "type": "null" }] }),
            nested,
        ),
        (
            "beside",
            |next| json!({ "minProperties": 1, "$ref": format!("#/components/schemas/A{next}") }),
            nested,
        ),
    ];
    for (name, link, words) in links {
        lint_refuses(&chain(10_000, link), words, name);
    }
    let negated = chain(10_000, |next| json!({ "not": refers(next) }));
    lint_refuses(&negated, "nested too deeply", "not");
}

#[test]
fn a_schema_that_leads_to_itself_with_more_each_time_is_refused() {
    for (name, schema) in [
        (
            "properties",
            json!({ "properties": { "a": { "$ref": "#/components/schemas/A0", "minProperties": 1 } } }),
        ),
        (
            "items",
            json!({ "type": "array", "items": { "$ref": "#/components/schemas/A0", "minItems": 1 } }),
        ),
        (
            "values",
            json!({ "additionalProperties": { "$ref": "#/components/schemas/A0", "minProperties": 1 } }),
        ),
        (
            "allOf",
            json!({ "properties": { "a": { "allOf": [refers(0), { "minProperties": 1 }] } } }),
        ),
    ] {
        let document = document(json!({ "A0": schema }));
        lint_refuses(
            &document,
            "more than 150 levels of schemas inside of each other",
            name,
        );
    }
}

#[test]
fn what_doubles_with_each_level_is_refused() {
    let diamond = chain(60, |next| json!({ "allOf": [refers(next), refers(next)] }));
    for (name, document) in [("diamond", diamond), ("unions", unions(10))] {
        lint_refuses(&document, "unfold to more than 2000000 values", name);
    }
}

#[test]
fn costly_overlays_are_refused() {
    let overlay = |actions: Value| {
        json!({ "overlay": "1.0.0", "info": { "title": "O", "version": "1" }, "actions": actions })
            .to_string()
    };
    let growing =
        vec![json!({ "target": "$..[?@.title || @.x]", "update": { "x": { "x": 1 } } }); 100];
    let doubling = vec![json!({ "target": "$.info..*[?@.a]", "update": { "a": 1 } }); 1];
    for (name, actions, words) in [
        (
            "descents",
            json!([{ "target": "$..*..*..*..*..*..*..*..*", "remove": true }]),
            "costs too much",
        ),
        (
            "lists",
            json!([{ "target": format!("$.info{}", "['a','a']".repeat(60)), "remove": true }]),
            "costs too much",
        ),
        (
            "nesting",
            json!([{ "target": format!("$[?{}@.a{}]", "(".repeat(200), ")".repeat(200)), "remove": true }]),
            "costs too much",
        ),
        (
            "growth",
            json!([
                { "target": "$.info", "update": { "x-a": vec![json!({}); 100_000] } },
                { "target": "$.info['x-a'][*]", "update": { "b": vec![1; 100] } },
            ]),
            "would leave a document with more than 3000000 values",
        ),
        ("depth", growing.into(), "action"),
        ("nothing", doubling.into(), "matches nothing"),
    ] {
        let copy = project();
        copy.write("openapi/overlay.json", &overlay(actions));
        is_refused(command(&copy, &["lint"]), words, name);
    }
}

#[test]
fn what_is_printed_has_a_bound() {
    let long = "x".repeat(1_000_000);
    let schemas: serde_json::Map<_, _> = (0..5000)
        .map(|index| (format!("A{index}"), json!({ "$ref": format!("#/components/schemas/B{index}") })))
        .chain([("Long".to_owned(), json!({ "type": "object", "properties": { "a": { "type": "string", "pattern": long } } }))])
        .collect();
    lint_refuses(
        &document(schemas.into()),
        "more, for other reasons",
        "reasons",
    );
    let pattern = json!({ "A0": { "type": "object", "properties": { "a": { "type": "string", "pattern": long } } } });
    lint_refuses(&document(pattern), "has more than 30000 bytes", "pattern");
}

/// What the languages can hold is taken, however long it is.
#[test]
fn a_long_ring_of_schemas_is_taken() {
    const COUNT: usize = 20_000;
    let holds = |index| json!({ "type": "object", "properties": { "a": refers(index) } });
    let ring: serde_json::Map<_, _> = (0..COUNT)
        .map(|index| (format!("A{index}"), holds((index + 1) % COUNT)))
        .collect();
    let copy = project();
    std::fs::remove_file(copy.path("openapi/overlay.json")).expect("an overlay");
    copy.write("openapi/accounts.json", &document(ring.into()).to_string());
    for target in ["python", "typescript"] {
        let (code, text) = command(&copy, &["lint", "--target", target]);
        let start: String = text.chars().take(2000).collect();
        assert_eq!(code, Some(0), "{target}: {start}");
    }
    is_refused(
        command(&copy, &["lint", "--target", "rust"]),
        "the Rust compiler cannot handle",
        "rust",
    );
}

/// Each back-end stops before its generator, which is not there.
#[test]
fn no_target_is_generated_from_what_exhausts() {
    let depth = "more than 150 levels of schemas inside of each other";
    let lists = |next| json!({ "type": "array", "items": refers(next) });
    for (name, document, words) in [
        ("depth", chain(10_000, lists), depth),
        ("unions", unions(10), "unfold to more than 2000000 values"),
    ] {
        for target in ["rust-axum", "rust", "python", "typescript"] {
            let copy = project();
            copy.write("hostile.json", &document.to_string());
            let contract = copy.path("hostile.json").display().to_string();
            let output = copy.path("made").display().to_string();
            let arguments = [
                "generate",
                "--contract",
                &contract,
                "--target",
                target,
                "--output",
                &output,
            ];
            is_refused(
                command(&copy, &arguments),
                words,
                &format!("{name}, {target}"),
            );
        }
    }
}
