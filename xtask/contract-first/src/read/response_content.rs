//! The forms that the body of a response takes.

use serde_json::{Map, Value};

use super::item_stream::item_stream;
use super::operation::Reader;
use crate::diagnostic::constructs::message;
use crate::document::{self, Pointer};
use crate::model::{
    Direction, ResponseContent, ResponseMedia, StreamFraming, TypeKind, TypeRef, essence,
};

/// What a media type of a response is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MediaKind {
    Json,
    /// Any type will do: it is JSON, where nothing else is offered.
    Anything,
    Text,
    /// Text that a schema cannot describe.
    Xml,
    Bytes,
    /// Bytes that a schema cannot describe.
    Parts,
    Stream(StreamFraming),
}

/// All of them, in the document's order; `at` is the response.
pub fn response_contents(
    reader: &mut Reader,
    response: &Value,
    at: &Pointer,
    name: &str,
) -> Vec<ResponseContent> {
    let Some(offered) = response.get("content").and_then(Value::as_object) else {
        return Vec::new();
    };
    let at = at.child("content");
    let mut contents: Vec<ResponseContent> = Vec::new();
    for (key, described) in offered {
        let place = at.child(key);
        let Some(kind) = MediaKind::of(key) else {
            let reason = format!("`{key}` is not generated");
            reader
                .diagnostics
                .add(message::MEDIA_TYPE.at(place).because(reason));
            continue;
        };
        if contents.iter().any(|one| one.essence() == essence(key))
            || kind == MediaKind::Anything && is_beside_others(offered)
        {
            let reason = format!("`{key}` is left out: another one says what it is");
            let found = message::FURTHER_MEDIA_TYPE.at(place).because(reason);
            reader.diagnostics.add(found);
            continue;
        }
        contents.push(ResponseContent {
            name: match kind {
                MediaKind::Anything => "application/json".to_owned(),
                _ => key.clone(),
            },
            media: media(reader, kind, described, &place, name),
        });
    }
    contents
}

/// Whether a document names types beside those that are any.
fn is_beside_others(offered: &Map<String, Value>) -> bool {
    let mut keys = offered.keys();
    keys.any(|key| MediaKind::of(key).is_some_and(|kind| kind != MediaKind::Anything))
}

fn media(
    reader: &mut Reader,
    kind: MediaKind,
    described: &Value,
    at: &Pointer,
    name: &str,
) -> ResponseMedia {
    match kind {
        MediaKind::Json | MediaKind::Anything => {
            ResponseMedia::Json(schema(reader, described, at, name))
        }
        MediaKind::Stream(framing) => {
            ResponseMedia::Stream(item_stream(reader, framing, described, at, name))
        }
        MediaKind::Bytes => ResponseMedia::Bytes,
        MediaKind::Text | MediaKind::Xml | MediaKind::Parts => {
            if kind != MediaKind::Text || !may_be_text(reader, described, at) {
                reader.diagnostics.add(message::UNTYPED_RESPONSE.at(at));
            }
            match kind {
                MediaKind::Parts => ResponseMedia::Bytes,
                _ => ResponseMedia::Text,
            }
        }
    }
}

fn schema(reader: &mut Reader, described: &Value, at: &Pointer, name: &str) -> TypeRef {
    let (schemas, diagnostics) = (&mut *reader.schemas, &mut *reader.diagnostics);
    described.get("schema").map_or_else(
        || TypeRef::of(TypeKind::Any),
        |schema| {
            let at = at.child("schema");
            schemas.read_for(schema, at, name, Direction::Response, diagnostics)
        },
    )
}

/// Whether a schema says of a text no more than that it is one.
fn may_be_text(reader: &Reader, described: &Value, at: &Pointer) -> bool {
    let at = at.child("schema");
    let Some(schema) = described.get("schema") else {
        return true;
    };
    let found = document::resolve(reader.root, schema, &at).ok();
    let found = found.map_or(schema, |found| found.value);
    found.get("type").is_none_or(|kind| kind == "string")
        && found.get("properties").is_none()
        && found.get("items").is_none()
}

impl MediaKind {
    /// Of a media type as the document writes it; `None` for what is none.
    fn of(media: &str) -> Option<Self> {
        let essence = essence(media);
        let (family, name) = essence.split_once('/')?;
        let is_range = |part: &str| part.contains('*');
        let printable = |c: char| c.is_ascii_graphic() || c == ' ';
        let is_header = media.chars().all(printable) && !essence.contains(' ');
        if !is_header || family.is_empty() || name.is_empty() {
            return None;
        }
        match (family, name) {
            ("application" | "*", "*") => Some(Self::Anything),
            (family, name) if is_range(family) || is_range(name) && name != "*" => None,
            ("text", "event-stream") => Some(Self::Stream(StreamFraming::Events)),
            ("application", "jsonl" | "x-jsonl" | "x-ndjson" | "ndjson" | "json-lines") => {
                Some(Self::Stream(StreamFraming::JsonLines))
            }
            ("application", "json-seq") => Some(Self::Stream(StreamFraming::JsonSequence)),
            (_, name) if name.ends_with("+json-seq") => {
                Some(Self::Stream(StreamFraming::JsonSequence))
            }
            ("application" | "text", "json") => Some(Self::Json),
            (_, name) if name.ends_with("+json") => Some(Self::Json),
            (_, name) if name == "xml" || name.ends_with("+xml") => Some(Self::Xml),
            ("text", _) => Some(Self::Text),
            ("multipart", _) => Some(Self::Parts),
            _ => Some(Self::Bytes),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::read::contract::tests::{findings, read_operation};

    /// What is read of the media types of a response, by name, and what was found.
    fn of(content: Value) -> (Vec<ResponseContent>, Vec<String>) {
        let responses = json!({ "200": { "description": "D", "content": content } });
        let reading = read_operation(json!({ "responses": responses }), json!({}));
        let found = findings(&reading);
        let contents = reading.contract.operations[0].responses[0].contents.clone();
        (contents, found)
    }

    #[test]
    fn each_media_type_is_what_it_can_be() {
        use MediaKind::{Anything, Bytes, Json, Parts, Text, Xml};
        for (media, kind) in [
            ("application/json", Some(Json)),
            ("Text/JSON; charset=utf-8", Some(Json)),
            ("application/problem+json", Some(Json)),
            ("*/*", Some(Anything)),
            ("application/*", Some(Anything)),
            ("image/*", Some(Bytes)),
            ("text/*", Some(Text)),
            ("text/csv", Some(Text)),
            ("application/xml", Some(Xml)),
            ("text/xml", Some(Xml)),
            ("image/svg+xml", Some(Xml)),
            ("multipart/mixed", Some(Parts)),
            ("application/pdf", Some(Bytes)),
            (
                "text/event-stream; charset=utf-8",
                Some(MediaKind::Stream(StreamFraming::Events)),
            ),
            (
                "application/x-ndjson",
                Some(MediaKind::Stream(StreamFraming::JsonLines)),
            ),
            (
                "application/jsonl",
                Some(MediaKind::Stream(StreamFraming::JsonLines)),
            ),
            (
                "application/geo+json-seq",
                Some(MediaKind::Stream(StreamFraming::JsonSequence)),
            ),
            (
                "application/json-seq",
                Some(MediaKind::Stream(StreamFraming::JsonSequence)),
            ),
            ("json", None),
            ("a/b*", None),
            ("*/json", None),
            ("text/ plain", None),
            ("text/plain; a=\"\n\"", None),
            ("text/\u{e4}", None),
            ("/json", None),
        ] {
            assert_eq!(MediaKind::of(media), kind, "{media}");
        }
    }

    #[test]
    fn all_that_are_offered_are_read_in_their_order() {
        let text = json!({ "schema": { "type": "string" } });
        let (contents, found) = of(json!({
            "text/event-stream": text, "*/*": {}, "text/plain": text, "application/json": text,
            "application/json; charset=utf-8": text,
        }));
        let names: Vec<_> = contents.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(
            names,
            ["text/event-stream", "text/plain", "application/json"]
        );
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found.iter().all(|found| found.contains("is left out")));
        let (contents, found) = of(json!({ "*/*": {} }));
        assert_eq!(
            (contents[0].name.as_str(), found.len()),
            ("application/json", 0)
        );
    }

    #[test]
    fn what_no_schema_describes_is_passed_through_and_noted() {
        let number = json!({ "schema": { "type": "number" } });
        let text = json!({ "schema": { "$ref": "#/components/schemas/None", "type": "string" } });
        for (media, described, notes) in [
            ("application/xml", &text, 1),
            ("multipart/mixed", &number, 1),
            ("text/plain", &number, 1),
            ("text/plain", &json!({ "schema": { "type": "string" } }), 0),
            ("text/csv", &json!({}), 0),
            ("text/csv", &json!({ "schema": { "items": {} } }), 1),
            ("image/png", &number, 0),
        ] {
            let (contents, found) = of(json!({ media: described }));
            assert_eq!(
                (contents.len(), found.len()),
                (1, notes),
                "{media}: {found:?}"
            );
        }
        let (contents, found) = of(json!({ "none": {} }));
        assert!(contents.is_empty() && found[0].contains("`none` is not generated"));
    }
}
