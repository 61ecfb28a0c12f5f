//! Documents that are made to exhaust what reads them, and the real command line with little memory.

use std::process::Command;

use serde_json::{Value, json};

use super::Copy;

/// Memory of the command, in KiB.
const MEMORY_KIB: usize = 3_000_000;

/// Exit code (none after a signal) and text of a command on a project.
pub fn command(copy: &Copy, arguments: &[&str]) -> (Option<i32>, String) {
    let root = copy.path("");
    let output = Command::new("sh")
        .args(["-c", &format!("ulimit -v {MEMORY_KIB}; exec \"$0\" \"$@\"")])
        .args([env!("CARGO_BIN_EXE_contract-first"), "--root"])
        .arg(&root)
        .args(arguments)
        .output()
        .expect("a shell");
    let text =
        [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
    (output.status.code(), text.concat())
}

/// The text is refused, with these words.
#[track_caller]
pub fn is_refused((code, text): (Option<i32>, String), words: &str, name: &str) {
    let start: String = text.chars().take(2000).collect();
    assert_eq!(code, Some(1), "{name}: {start}");
    assert!(text.contains(words), "{name}: `{words}` is not in: {start}");
    assert!(text.len() < 100_000, "{name}: {} bytes", text.len());
}

/// One operation that takes and returns the schema `A0`.
pub fn document(schemas: Value) -> Value {
    let content =
        json!({ "application/json": { "schema": { "$ref": "#/components/schemas/A0" } } });
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Hostile", "version": "1.0.0", "license": { "name": "MIT" } },
        "paths": { "/a": { "post": {
            "operationId": "a",
            "tags": ["T"],
            "requestBody": { "content": content },
            "responses": { "200": { "description": "d", "content": content } },
        } } },
        "components": { "schemas": schemas },
    })
}

/// A reference to the schema `A<index>`.
pub fn refers(index: usize) -> Value {
    json!({ "$ref": format!("#/components/schemas/A{index}") })
}

/// `A0` to `A<count>`, each made of the index of the next; the last is an object.
pub fn chain(count: usize, link: impl Fn(usize) -> Value) -> Value {
    let links = (0..count).map(|index| (format!("A{index}"), link(index + 1)));
    let last = json!({ "type": "object", "properties": { "z": { "type": "string" } } });
    let schemas: serde_json::Map<_, _> = links.chain([(format!("A{count}"), last)]).collect();
    document(schemas.into())
}

/// So many unions, each of all others.
pub fn unions(count: usize) -> Value {
    let union = |index: usize| {
        let others = (0..count).filter(|other| *other != index).map(refers);
        let property = json!({ format!("p{index}"): { "type": "string" } });
        let schema = json!({ "oneOf": others.collect::<Vec<_>>(), "properties": property });
        (format!("A{index}"), schema)
    };
    document(Value::Object((0..count).map(union).collect()))
}
