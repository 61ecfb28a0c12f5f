use serde_json::json;

use super::*;
use crate::model::ResponseMedia;
use crate::read::contract::tests::{findings, read_operation};

const SSE: &str = "text/event-stream";

/// The stream of a media type, and what was found.
fn of(media: &str, described: Value) -> (ItemStream, Vec<String>) {
    let responses = json!({ "200": { "description": "D", "content": { media: described } } });
    let chunk = json!({ "type": "object", "properties": { "text": { "type": "string" } } });
    let delta = json!({ "properties": { "event": { "const": "delta" }, "data": { "contentMediaType": "application/json", "contentSchema": { "$ref": "#/components/schemas/Chunk" } } } });
    let schemas = json!({ "Chunk": chunk, "Delta": delta });
    let reading = read_operation(
        json!({ "responses": responses }),
        json!({ "schemas": schemas }),
    );
    let found = findings(&reading);
    let contents = &reading.contract.operations[0].responses[0].contents;
    let [content] = contents.as_slice() else {
        panic!("one media type");
    };
    let ResponseMedia::Stream(stream) = &content.media else {
        panic!("a stream");
    };
    (stream.clone(), found)
}

/// `text`, `any` or `named` for each kind of data.
fn word(data: &ItemData) -> &'static str {
    match data {
        ItemData::Text => "text",
        ItemData::Json(shape) => match shape.kind {
            TypeKind::Any => "any",
            TypeKind::Named(_) => "named",
            _ => "plain",
        },
    }
}

fn items(described: Value) -> String {
    let (stream, found) = of(SSE, described);
    assert_eq!(found, [""; 0]);
    match &stream.items {
        StreamItems::Alike(data) => word(data).to_owned(),
        StreamItems::Named(events) => {
            let events = events.iter();
            let events = events.map(|event| format!("{}={}", event.name, word(&event.data)));
            events.collect::<Vec<_>>().join(" ")
        }
    }
}

#[test]
fn a_schema_is_of_the_data_or_of_the_event() {
    let reference = json!({ "$ref": "#/components/schemas/Chunk" });
    let text = json!({ "type": "string" });
    for (schema, expected) in [
        (reference.clone(), "named"),
        (json!({ "type": "integer" }), "plain"),
        (json!({ "properties": { "data": text } }), "text"),
        (
            json!({ "properties": { "data": text, "event": text } }),
            "text",
        ),
        (
            json!({ "properties": { "data": { "contentSchema": reference } } }),
            "named",
        ),
        (
            json!({ "properties": { "data": { "contentMediaType": "application/json" } } }),
            "any",
        ),
        (
            json!({ "properties": { "event": text, "data": reference } }),
            "named",
        ),
        // An object that has `data` is none that is an event.
        (
            json!({ "properties": { "data": { "type": "object" } } }),
            "named",
        ),
        (
            json!({ "properties": { "data": text, "more": text } }),
            "named",
        ),
        (
            json!({ "$ref": "#/components/schemas/Delta" }),
            "delta=named",
        ),
    ] {
        for key in ITEM_SCHEMAS {
            assert_eq!(items(json!({ key: schema })), expected, "{schema}");
        }
    }
}

#[test]
fn named_events_are_alternatives() {
    let base = json!({ "type": "object", "required": ["event"], "properties": { "event": { "type": "string" }, "data": { "type": "string" }, "id": {}, "retry": {} } });
    let mut schema = base.clone();
    schema["oneOf"] = json!([
        { "properties": { "event": { "const": "text" } } },
        { "properties": { "event": { "enum": ["on", "off"] }, "data": { "contentMediaType": "application/json" } } },
        { "$ref": "#/components/schemas/Delta" },
        { "anyOf": [{ "properties": { "event": {} } }, { "properties": { "event": { "const": "on" } } }] },
    ]);
    let schema = json!({ "allOf": [base], "oneOf": [schema] });
    assert_eq!(
        items(json!({ "itemSchema": schema })),
        "text=text on=text off=any delta=named message=text"
    );
    let free = json!({ "oneOf": [{ "properties": { "data": { "type": "string" } } }, { "properties": { "data": { "contentSchema": {} } } }] });
    assert_eq!(items(json!({ "itemSchema": free })), "text");
}

#[test]
fn without_a_schema_of_items_they_are_as_they_come() {
    let reference = json!({ "$ref": "#/components/schemas/Chunk" });
    for (media, described, expected, notes) in [
        (SSE, json!({}), "text", 0),
        (SSE, json!({ "schema": { "type": "string" } }), "text", 0),
        (SSE, json!({ "schema": reference }), "text", 1),
        ("application/jsonl", json!({}), "any", 0),
        (
            "application/json-seq",
            json!({ "schema": { "type": "array" } }),
            "any",
            1,
        ),
        (
            "application/x-ndjson",
            json!({ "x-item-schema": reference }),
            "named",
            0,
        ),
    ] {
        let (stream, found) = of(media, described);
        let StreamItems::Alike(data) = &stream.items else {
            panic!("items of one kind");
        };
        assert_eq!(
            (word(data), found.len()),
            (expected, notes),
            "{media}: {found:?}"
        );
        assert_eq!(stream.end, None);
    }
    let (stream, _) = of(SSE, json!({ "x-stream-end": "[DONE]" }));
    assert_eq!(stream.end.as_deref(), Some("[DONE]"));
}

#[test]
fn what_stands_in_a_line_is_one() {
    let event = json!({ "properties": { "event": { "const": "a\nb" } } });
    for described in [
        json!({ "x-stream-end": "a\r" }),
        json!({ "itemSchema": event }),
    ] {
        let (_, found) = of(SSE, described);
        assert!(found[0].contains("is not one line"), "{found:?}");
    }
    assert_eq!(
        items(json!({ "itemSchema": { "properties": { "event": { "const": "" } } } })),
        "message=text"
    );
}

#[test]
fn a_schema_that_leads_to_itself_is_no_event() {
    let mut schema = json!({ "type": "integer" });
    for _ in 0..DEEPEST + 2 {
        schema = json!({ "oneOf": [schema] });
    }
    assert_eq!(items(json!({ "itemSchema": schema })), "plain");
}
