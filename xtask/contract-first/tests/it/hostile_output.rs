//! What each command prints of a document that wants to be more than text: nothing moves the cursor, commands a CI system, or passes for
//! a line or for markup of ours.

use contract_first::text::is_printable;
use pulldown_cmark::{Event, Options, Parser};
use serde_json::{Value, json};

use crate::support::{Copy, Outcome, fresh, project};

/// Ends lines, colours, reorders, commands, and is markup.
const HOSTILE: &str = "x\n::error file=a::evil\r\n##[error]evil\u{1b}[31m\u{202e}\u{2028}| <b>`[a](javascript:b)` |\n# evil\n  ::stop-commands::e\u{0}\u{9b}1m";

/// Nothing of a document's making but text; `commands` lines of ours are workflow commands.
fn assert_text(outcome: &Outcome, commands: usize) {
    let text = &outcome.text;
    for line in text.lines() {
        let found = line.chars().find(|c| !is_printable(*c));
        assert_eq!(found, None, "{line:?}");
        assert!(!line.contains("##["), "{line}");
        assert_ne!(line, "# evil", "{text}");
    }
    let ours = |line: &&str| line.trim_start().starts_with("::");
    assert_eq!(text.lines().filter(ours).count(), commands, "{text}");
}

fn document(name: &str, status: &str) -> Value {
    json!({
        "openapi": "3.0.3",
        "info": { "title": name, "version": name, "description": name },
        "paths": { format!("/{name}"): { "get": {
            "operationId": name,
            "tags": [name],
            "parameters": [{ "name": name, "in": "query", "schema": { "type": "string", "enum": [name], "pattern": status } }],
            "responses": { "200": { "description": name, "content": { "application/json": { "schema": { "$ref": format!("#/components/schemas/{name}") } } } } },
        } } },
        "components": { "schemas": { "a": { "type": "object", "properties": { name: { "type": name } } } } },
    })
}

fn written(copy: &Copy, name: &str, document: &Value) -> String {
    copy.write(name, &document.to_string());
    copy.path(name).to_str().unwrap().to_owned()
}

#[test]
fn import_and_lint() {
    let copy = project();
    let place = written(&copy, "hostile.json", &document(HOSTILE, HOSTILE));
    let checked = copy.run(&["import", "--check", &place]);
    assert_eq!(checked.code, 4, "{}", checked.text);
    assert_text(&checked, 0);
    assert_text(&copy.run(&["import", &place]), 0);
    assert_text(&copy.run(&["import", "--no-generate", &place]), 0);
    let linted = copy.run(&["lint"]);
    assert_eq!(linted.code, 1, "{}", linted.text);
    assert_text(&linted, 0);
}

#[test]
fn texts_that_cannot_be_read() {
    let copy = project();
    let key = serde_json::to_string(HOSTILE).unwrap();
    for text in [
        format!("{{\"openapi\": \"3.0.3\", {key}: 1, {key}: 2}}"),
        format!("openapi: 3.0.3\n{key}: 1\n{key}: 2\n"),
        format!("openapi: {key}\n"),
        format!("{{\"openapi\": {key}"),
        format!("# page\n\n```yaml\nopenapi: {key}\n```\n"),
        HOSTILE.to_owned(),
    ] {
        copy.write("hostile.txt", &text);
        let place = copy.path("hostile.txt");
        let outcome = copy.run(&["import", place.to_str().unwrap()]);
        assert_eq!(outcome.code, 1, "{}", outcome.text);
        assert_text(&outcome, 0);
    }
    assert_text(
        &copy.run(&["import", HOSTILE.trim_end_matches("\u{0}\u{9b}1m")]),
        0,
    );
}

#[test]
fn generate() {
    let copy = project();
    let place = written(&copy, "hostile.json", &document(HOSTILE, HOSTILE));
    let output = copy.path("made/notes");
    let arguments = [
        "generate",
        "--target",
        "rust-axum",
        "--contract",
        &place,
        "--output",
        output.to_str().unwrap(),
    ];
    for more in [&[][..], &["--skip-unsupported"]] {
        let outcome = copy.run(&[&arguments, more].concat());
        assert_eq!(outcome.code, 1, "{}", outcome.text);
        assert_text(&outcome, 0);
    }
}

#[test]
fn drift() {
    let copy = fresh();
    let document = document(HOSTILE, "a").to_string();
    copy.write("openapi/accounts.json", &document);
    let outcome = copy.run(&["drift", "--format", "github"]);
    assert_ne!(outcome.code, 0);
    let problems = outcome.text.matches("problem:").count();
    assert!(problems > 0, "{}", outcome.text);
    assert_text(&outcome, problems);
}

#[test]
fn breaking() {
    let copy = project();
    let shape = |name: &str, format: &str| {
        let mut new = valid(name);
        let old = written(&copy, "old.json", &new);
        new["info"]["description"] = json!(format!("{name} other"));
        new["paths"] = json!({ "/other": new["paths"]["/notes"] });
        new["components"]["schemas"]["a"]["properties"] =
            json!({ "other": { "type": "string", "enum": [name] } });
        new["tags"] = json!([{ "name": name, "description": name }]);
        let new = written(&copy, "new.json", &new);
        copy.run(&["breaking", &old, &new, "--format", format])
    };
    for format in ["text", "markdown", "json"] {
        let outcome = shape(HOSTILE, format);
        assert_eq!(outcome.code, 5, "{}", outcome.text);
        assert_text(&outcome, 0);
        if format == "json" {
            let report: Value = serde_json::from_str(&outcome.text).unwrap();
            assert!(report.to_string().contains("\\u001b[31m"), "{report:#}");
        }
        if format == "markdown" {
            assert_eq!(events(&outcome.text), events(&shape("word", format).text));
        }
    }
}

/// A valid document that holds a text in many places.
fn valid(text: &str) -> Value {
    json!({
        "openapi": "3.0.3",
        "info": { "title": text, "version": "1", "description": text },
        "paths": { "/notes": { "get": {
            "operationId": text,
            "tags": [text],
            "description": text,
            "parameters": [{ "name": text, "in": "query", "description": text, "schema": { "type": "string", "default": text } }],
            "responses": { "200": { "description": text, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/a" } } } } },
        } } },
        "components": { "schemas": { "a": { "type": "object", "description": text, "properties": { text: { "type": "string", "enum": [text, "b"] } } } } },
    })
}

/// The structure of a page; several texts in a row are one.
fn events(page: &str) -> Vec<String> {
    let mut events: Vec<String> = Vec::new();
    for event in Parser::new_ext(page, Options::all()) {
        let event = match event {
            Event::Text(_) | Event::SoftBreak => "text".to_owned(),
            Event::Code(_) => "code".to_owned(),
            event => format!("{event:?}"),
        };
        if event != "text" || events.last().is_none_or(|last| last != "text") {
            events.push(event);
        }
    }
    events
}
