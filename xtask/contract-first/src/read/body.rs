use serde_json::{Value, json};

use super::encoding::encodings;
use super::media_type::chosen;
use super::operation::Reader;
use super::reference::resolve;
use crate::document::Pointer;
use crate::model::{Body, BodyEncoding, Content, Direction};

/// The body that an operation takes.
pub fn body(reader: &mut Reader, operation: &Value) -> Option<Body> {
    let at = reader.at.child("requestBody");
    let described = resolve(
        reader.root,
        operation.get("requestBody")?,
        &at,
        reader.notes,
    )?;
    let name = format!("{} request body", reader.id);
    let content = content(reader, described, at, &name, Direction::Request)?;
    Some(Body {
        content,
        required: described["required"] == true,
        text: described["description"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
    })
}

/// What a message holds, in the media type that is chosen of those that the document offers.
pub fn content(
    reader: &mut Reader,
    described: &Value,
    at: Pointer,
    name: &str,
    direction: Direction,
) -> Option<Content> {
    let offered = described.get("content").and_then(Value::as_object)?;
    let chosen = chosen(offered, direction == Direction::Request)?;
    let schema = chosen.described.get("schema");
    let schema = schema.cloned().unwrap_or(json!(true));
    let at = at.child("content").child(chosen.key);
    let (schemas, notes) = (&mut *reader.schemas, &mut *reader.notes);
    let shape = schemas.read_for(&schema, at.child("schema"), name, direction, notes);
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
