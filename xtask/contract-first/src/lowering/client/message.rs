use serde_json::{Map, Value, json};

use super::operation::Reader;
use crate::document::Pointer;
use crate::lowering::content::{Media, chosen};
use crate::lowering::encoding::{Written, encodings};
use crate::lowering::reference::resolve;
use crate::lowering::schema::{Direction, Shape};

/// A body: what it is, and how it is written.
pub struct Content {
    pub media: Media,
    /// The media type as the document writes it.
    pub name: String,
    /// Of no meaning for texts and bytes.
    pub shape: Shape,
    /// Properties of a form that are written in a way of their own.
    pub encodings: Vec<(String, Written)>,
}

/// The body of a request.
pub struct Body {
    pub content: Content,
    pub required: bool,
    pub text: String,
}

/// What the service may answer.
pub struct Answer {
    /// `200`, `4XX`, `default`.
    pub code: String,
    /// The statuses that it is for, both ends included.
    pub statuses: (u16, u16),
    pub success: bool,
    pub content: Option<Content>,
    pub text: String,
}

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

/// The answers of an operation: single statuses, then ranges, then `default`.
pub fn answers(reader: &mut Reader, operation: &Value) -> Vec<Answer> {
    let at = reader.at.child("responses");
    let mut answers = Vec::new();
    let listed = operation["responses"].as_object();
    let is_success = |code: &str| code.starts_with('2');
    let any_success = listed
        .into_iter()
        .flat_map(Map::keys)
        .any(|code| is_success(code));
    for (code, described) in listed.into_iter().flatten() {
        let at = at.child(code);
        let Some(described) = resolve(reader.root, described, &at, reader.notes) else {
            continue;
        };
        let Some(statuses) = statuses(code) else {
            continue;
        };
        let name = format!("{} response {code}", reader.id);
        // An answer to HEAD says of its body what GET would send, and has none.
        let content = match reader.method {
            "head" => None,
            _ => content(reader, described, at, &name, Direction::Answer),
        };
        let text = described["description"].as_str().unwrap_or_default();
        let answer = |success, statuses| (code.clone(), statuses, success, text.to_owned());
        let (code, statuses, success, text) = answer(is_success(code), statuses);
        // Where no success is documented, `default` is it, too.
        let both = code == "default" && !any_success;
        if both {
            answers.push(Answer {
                code: code.clone(),
                statuses: (200, 299),
                success: true,
                content: content.as_ref().map(Content::again),
                text: text.clone(),
            });
        }
        answers.push(Answer {
            code,
            statuses,
            success,
            content,
            text,
        });
    }
    answers.sort_by_key(|answer| answer.statuses.1 - answer.statuses.0);
    answers
}

impl Content {
    fn again(&self) -> Self {
        Self {
            media: self.media,
            name: self.name.clone(),
            shape: self.shape.clone(),
            encodings: self.encodings.clone(),
        }
    }
}

fn statuses(code: &str) -> Option<(u16, u16)> {
    if code == "default" {
        return Some((100, 599));
    }
    if let Some(class) = code.strip_suffix("XX").or(code.strip_suffix("xx")) {
        let class: u16 = class.parse().ok()?;
        return Some((class * 100, class * 100 + 99));
    }
    code.parse().ok().map(|status| (status, status))
}

fn content(
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
    let (library, notes) = (&mut *reader.library, &mut *reader.notes);
    let shape = library.read_for(&schema, at.child("schema"), name, direction, notes);
    let encodings = match chosen.media {
        Media::Form => encodings(library, chosen.described, &shape, &at, notes),
        _ => Vec::new(),
    };
    Some(Content {
        encodings,
        media: chosen.media,
        name: chosen.name.to_owned(),
        shape,
    })
}
