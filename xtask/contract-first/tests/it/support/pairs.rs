//! Two documents out of a compact description, and the report on them.

use std::path::Path;

use contract_first::breaking::{ContractSide, as_json, compare};
use contract_first::document::{Format, Loaded, Source, read_data_file};
use contract_first::effective::Effective;
use contract_first::project::BreakingLevels;
use serde_json::{Map, Value, json};

/// When the reports are made: what is announced to end in 2025 has ended.
const NOW: &str = "2026-01-01T12:00:00Z";

/// The old and the new document of a case. A case is about a schema at a place (`in`), or about a document: `old`, else notes.yaml
/// after `before`. The new document is the old one after `copy` (new place: old place), `remove`, `set` and `reverse`.
pub fn documents(case: &Value) -> (Value, Value) {
    if let Some(place) = case["in"].as_str() {
        return (of_schema(case, place, ""), of_schema(case, place, "new-"));
    }
    let mut old = match case.get("old") {
        Some(part) => complete(part),
        None => notes(),
    };
    for (pointer, value) in entries(&case["before"]) {
        put(&mut old, pointer, value);
    }
    let mut new = old.clone();
    for (to, from) in entries(&case["copy"]) {
        let from = from.as_str().expect("a pointer");
        put(&mut new, to, old.pointer(from).expect("a place"));
    }
    for pointer in case["remove"].as_array().into_iter().flatten() {
        put(&mut new, pointer.as_str().expect("a pointer"), &Value::Null);
    }
    for (pointer, value) in entries(&case["set"]) {
        put(&mut new, pointer, value);
    }
    if case["reverse"] == true {
        new = reversed(&new);
    }
    (old, new)
}

/// The report on two documents, as JSON.
pub fn report(old: &Value, new: &Value) -> Result<Value, String> {
    let loaded = |name: &str, document: &Value| Loaded {
        document: document.clone(),
        source: Source {
            name: name.to_owned(),
            text: document.to_string(),
            format: Format::Json,
        },
    };
    report_of(loaded("old.json", old), loaded("new.json", new))
}

/// The report on two YAML texts, `old.yaml` and `new.yaml`, as JSON.
pub fn report_of_texts(old: &str, new: &str) -> Result<Value, String> {
    let loaded = |name: &str, text: &str| {
        let source = Source {
            name: name.to_owned(),
            text: text.to_owned(),
            format: Format::Yaml,
        };
        source.document().map_err(|error| error.to_string())
    };
    report_of(loaded("old.yaml", old)?, loaded("new.yaml", new)?)
}

fn report_of(old: Loaded, new: Loaded) -> Result<Value, String> {
    let side = |name: &str, loaded: Loaded| {
        let side = ContractSide::read(name, Effective::of_file(loaded));
        side.map_err(|error| error.to_string())
    };
    let (old, new) = (side("old", old)?, side("new", new)?);
    let now = NOW.parse().expect("a time");
    let report = compare(&old, &new, BreakingLevels::default(), now);
    Ok(as_json(&report))
}

/// The document of `tests/fixtures/breaking/notes.yaml`.
pub fn notes() -> Value {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/breaking/notes.yaml");
    read_data_file(&file, "notes.yaml").expect("a document")
}

/// A document with a schema at a place; the new one has what begins with `new-` where it is given.
fn of_schema(case: &Value, place: &str, side: &str) -> Value {
    let key = |key: &str| {
        let own = case.get(format!("{side}{key}"));
        own.or_else(|| case.get(key)).cloned()
    };
    let schema = match side {
        "" => case.get("old"),
        _ => case.get("new").or_else(|| case.get("old")),
    };
    let schema = schema.expect("a schema");
    let content = json!({ "application/json": { "schema": schema } });
    let response = json!({ "description": "All", "content": content });
    let empty = json!({ "204": { "description": "Done" } });
    let body = json!({ "required": true, "content": content });
    let operation = match place {
        "request" => {
            json!({ "post": { "operationId": "createOrder", "requestBody": body, "responses": empty } })
        }
        "response" => {
            json!({ "get": { "operationId": "listOrders", "responses": { "200": response } } })
        }
        "both" => {
            json!({ "post": { "operationId": "createOrder", "requestBody": body, "responses": { "200": response } } })
        }
        "query" | "header" | "cookie" => {
            let parameter = json!({ "name": "q", "in": place, "schema": schema });
            json!({ "get": { "operationId": "listOrders", "parameters": [parameter], "responses": empty } })
        }
        "path" => {
            let parameter = json!({ "name": "q", "in": place, "required": true, "schema": schema });
            json!({ "get": { "operationId": "readOrder", "parameters": [parameter], "responses": empty } })
        }
        "response header" => {
            let header = json!({ "X-Q": { "schema": schema } });
            json!({ "get": { "operationId": "listOrders", "responses": { "204": { "description": "Done", "headers": header } } } })
        }
        "webhook" => {
            json!({ "post": { "operationId": "paid", "requestBody": body, "responses": empty } })
        }
        other => panic!("no place {other}"),
    };
    let paths = match place {
        "webhook" => json!({ "paths": {}, "webhooks": { "paid": operation } }),
        "path" => json!({ "paths": { "/orders/{q}": operation } }),
        _ => json!({ "paths": { "/orders": operation } }),
    };
    let mut document = complete(&paths);
    if let Some(version) = key("openapi") {
        document["openapi"] = version;
    }
    if let Some(schemas) = key("schemas") {
        document["components"]["schemas"] = schemas;
    }
    document
}

/// A document with what every document has.
fn complete(part: &Value) -> Value {
    let version = if part.get("webhooks").is_some() {
        "3.1.0"
    } else {
        "3.0.3"
    };
    let mut document =
        json!({ "openapi": version, "info": { "title": "Orders", "version": "1.0.0" } });
    for (key, value) in entries(part) {
        document[key] = value.clone();
    }
    document
}

/// Puts `value` in its place; null takes away what is there.
fn put(document: &mut Value, pointer: &str, value: &Value) {
    let (parent, last) = pointer.rsplit_once('/').expect("a pointer");
    let last = last.replace("~1", "/").replace("~0", "~");
    let parent = document.pointer_mut(parent);
    match parent.unwrap_or_else(|| panic!("nothing holds {pointer}")) {
        Value::Object(entries) if value.is_null() => {
            assert!(entries.shift_remove(&last).is_some(), "no {pointer}");
        }
        Value::Object(entries) => {
            entries.insert(last, value.clone());
        }
        Value::Array(items) => {
            let index: usize = last.parse().expect("an index");
            match (index < items.len(), value.is_null()) {
                (true, true) => drop(items.remove(index)),
                (true, false) => items[index] = value.clone(),
                (false, _) => items.push(value.clone()),
            }
        }
        other => panic!("{pointer}: {other} holds nothing"),
    }
}

/// The same document from back to front, lists included.
fn reversed(value: &Value) -> Value {
    match value {
        Value::Object(entries) => {
            let back = entries.iter().rev();
            back.map(|(key, value)| (key.clone(), reversed(value)))
                .collect::<Map<_, _>>()
                .into()
        }
        Value::Array(items) => items.iter().rev().map(reversed).collect(),
        other => other.clone(),
    }
}

fn entries(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}
