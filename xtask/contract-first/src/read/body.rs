use serde_json::Value;

use super::encoding::encodings;
use super::media_type::chosen;
use super::operation::Reader;
use super::reference::resolve;
use crate::document::Pointer;
use crate::model::{Body, BodyEncoding, Content, Direction, TypeKind, TypeRef};

/// The body that an operation takes.
pub fn body(reader: &mut Reader, operation: &Value) -> Option<Body> {
    let at = reader.at.child("requestBody");
    let described = operation.get("requestBody")?;
    let found = resolve(reader.root, described, &at, reader.notes)?;
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
    let (schemas, notes) = (&mut *reader.schemas, &mut *reader.notes);
    let Some(chosen) = chosen(offered, direction == Direction::Request) else {
        for other in offered.keys() {
            notes.refuse(
                &at.child(other),
                format!("the stub does not speak `{other}`"),
                "offer `application/json`, a form, a text or bytes",
            );
        }
        return None;
    };
    for other in offered.keys().filter(|key| *key != chosen.key) {
        notes.note(
            &at.child(other),
            format!(
                "`{other}` is left out: server and clients speak `{}` here",
                chosen.name
            ),
            "give it an operation or a status of its own",
        );
    }
    let at = at.child(chosen.key);
    let schema = chosen.described.get("schema");
    let mut shape = match (chosen.media, schema) {
        // Whatever it says: nothing is made of it.
        (BodyEncoding::Bytes, Some(_)) => TypeRef::of(TypeKind::String),
        (_, Some(schema)) => schemas.read_for(schema, at.child("schema"), name, direction, notes),
        (_, None) => TypeRef::of(TypeKind::Any),
    };
    if chosen.media == BodyEncoding::Text && shape.kind != TypeKind::String {
        if shape.kind != TypeKind::Any {
            notes.refuse(
                &at.child("schema"),
                "a text that is no plain string",
                "use `type: string`, or offer `application/json`",
            );
        }
        shape = TypeRef::of(TypeKind::String);
    }
    let encodings = match chosen.media {
        BodyEncoding::Form => encodings(&schemas.types, chosen.described, &shape, &at, notes),
        _ => Vec::new(),
    };
    Some(Content {
        encodings,
        media: chosen.media,
        name: chosen.name.to_owned(),
        shape,
    })
}
