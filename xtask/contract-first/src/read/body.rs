use serde_json::Value;

use super::encoding::encodings;
use super::media_type::chosen;
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
    let name = format!("{} request body", reader.id);
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
    let schema = chosen.described.get("schema");
    let mut shape = match (chosen.media, schema) {
        // Whatever it says: nothing is made of it.
        (BodyEncoding::Bytes, Some(_)) => TypeRef::of(TypeKind::String),
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
    })
}
