use serde_json::Value;

use super::encoding::encodings;
use super::media_type::{chosen, is_xml};
use super::multipart::multipart;
use super::operation::Reader;
use super::reference::resolve;
use crate::diagnostic::constructs::message;
use crate::document::Pointer;
use crate::model::{Body, BodyEncoding, Content, Direction, TypeKind, TypeRef};

/// The body that an operation takes.
pub fn body(reader: &mut Reader, operation: &Value) -> Option<Body> {
    let at = reader.at.child("requestBody");
    let described = operation.get("requestBody")?;
    let found = resolve(reader.root, described, &at, reader.diagnostics)?;
    let (at, described) = (found.at, found.value);
    let name = format!("{} request body", reader.name);
    let description = described["description"].as_str().unwrap_or_default();
    Some(Body {
        content: content(reader, described, &at, &name, Direction::Request),
        required: described["required"] == true,
        description: description.to_owned(),
        at,
    })
}

/// What a message holds, in the media type that is chosen of those that the document offers; the others are left out.
pub fn content(
    reader: &mut Reader,
    described: &Value,
    at: &Pointer,
    name: &str,
    direction: Direction,
) -> Option<Content> {
    let offered = described.get("content").and_then(Value::as_object)?;
    let at = at.child("content");
    let (schemas, diagnostics) = (&mut *reader.schemas, &mut *reader.diagnostics);
    let Some(chosen) = chosen(offered, direction == Direction::Request) else {
        for other in offered.keys() {
            diagnostics.add(
                message::MEDIA_TYPE
                    .at(at.child(other))
                    .because(format!("`{other}` is not generated")),
            );
        }
        return None;
    };
    for other in offered.keys().filter(|key| *key != chosen.key) {
        diagnostics.add(
            message::FURTHER_MEDIA_TYPE
                .at(at.child(other))
                .because(format!(
                    "`{other}` is left out: server and clients speak `{}` here",
                    chosen.name
                )),
        );
    }
    let at = at.child(chosen.key);
    if chosen.media == BodyEncoding::Multipart {
        return Some(Content {
            media: chosen.media,
            name: chosen.name.to_owned(),
            shape: TypeRef::of(TypeKind::Any),
            encodings: Vec::new(),
            multipart: Some(multipart(reader, chosen.described, &at, name)),
        });
    }
    let schema = chosen.described.get("schema");
    let mut shape = match (chosen.media, schema) {
        // Whatever it says: nothing is made of it.
        (BodyEncoding::Bytes, Some(_)) => TypeRef::of(TypeKind::String),
        (BodyEncoding::Text, _) if is_xml(chosen.name) => {
            diagnostics.add(message::XML.at(&at));
            TypeRef::of(TypeKind::String)
        }
        (_, Some(schema)) => {
            schemas.read_for(schema, at.child("schema"), name, direction, diagnostics)
        }
        (_, None) => TypeRef::of(TypeKind::Any),
    };
    if chosen.media == BodyEncoding::Text && shape.kind != TypeKind::String {
        if shape.kind != TypeKind::Any {
            diagnostics.add(message::TEXT_NOT_A_STRING.at(at.child("schema")));
        }
        shape = TypeRef::of(TypeKind::String);
    }
    let encodings = match chosen.media {
        BodyEncoding::Form => encodings(&schemas.types, chosen.described, &shape, &at, diagnostics),
        _ => Vec::new(),
    };
    Some(Content {
        encodings,
        media: chosen.media,
        name: chosen.name.to_owned(),
        shape,
        multipart: None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::read::contract::tests::{findings, read_operation};

    fn media_types(names: &[&str]) -> Value {
        let each = names.iter().map(|name| {
            (
                (*name).to_owned(),
                json!({ "schema": { "type": "string" } }),
            )
        });
        Value::Object(each.collect())
    }

    #[test]
    fn one_media_type_is_taken_and_the_others_are_found() {
        let content = media_types(&["text/event-stream", "text/plain", "application/json"]);
        let body = json!({ "required": true, "description": "D", "content": content });
        let reading = read_operation(json!({ "requestBody": body }), json!({}));
        let found = findings(&reading);
        let body = reading.contract.operations[0]
            .body
            .as_ref()
            .expect("a body");
        let content = body.content.as_ref().expect("content");
        assert!(body.required);
        assert_eq!(
            (content.media, content.name.as_str()),
            (BodyEncoding::Json, "application/json")
        );
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].contains("text~1event-stream") && found[1].contains("text~1plain"));
    }

    #[test]
    fn a_body_of_no_media_type_that_is_generated_has_no_content() {
        let body = json!({ "content": media_types(&["multipart/mixed", "text/event-stream"]) });
        let reading = read_operation(json!({ "requestBody": body }), json!({}));
        let body = reading.contract.operations[0]
            .body
            .as_ref()
            .expect("a body");
        assert!(body.content.is_none() && !body.required);
        assert_eq!(findings(&reading).len(), 2);
    }

    #[test]
    fn a_text_is_a_string_and_bytes_are_what_they_are() {
        let of = |media: &str, schema: Value| {
            let body = json!({ "content": { media: { "schema": schema } } });
            let reading = read_operation(json!({ "requestBody": body }), json!({}));
            let count = findings(&reading).len();
            let body = reading.contract.operations[0].body.as_ref();
            let content = body
                .and_then(|body| body.content.as_ref())
                .expect("content");
            (content.media, content.shape.kind.clone(), count)
        };
        let number = json!({ "type": "number" });
        assert_eq!(
            of("text/plain", number.clone()),
            (BodyEncoding::Text, TypeKind::String, 1)
        );
        assert_eq!(
            of("image/png", number.clone()),
            (BodyEncoding::Bytes, TypeKind::String, 0)
        );
        assert_eq!(
            of("application/vnd.a+xml", number),
            (BodyEncoding::Text, TypeKind::String, 1)
        );
    }
}
