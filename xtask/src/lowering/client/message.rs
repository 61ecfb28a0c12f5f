use serde_json::{Map, Value, json};

use super::operation::Reader;
use crate::lint::Pointer;
use crate::lowering::reference::resolve;
use crate::lowering::schema::{Direction, Shape};

/// How a body is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Media {
    Json,
    /// `application/x-www-form-urlencoded`
    Form,
    Text,
    Bytes,
}

/// A body: what it is, and how it is written.
pub struct Content {
    pub media: Media,
    /// The media type as the document writes it.
    pub name: String,
    /// Of no meaning for texts and bytes.
    pub shape: Shape,
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
        let content = content(reader, described, at, &name, Direction::Answer);
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

/// JSON where it is offered, else the first of form, text and bytes.
fn content(
    reader: &mut Reader,
    described: &Value,
    at: Pointer,
    name: &str,
    direction: Direction,
) -> Option<Content> {
    let offered = described.get("content").and_then(Value::as_object)?;
    let order = [Media::Json, Media::Form, Media::Text, Media::Bytes];
    let of = |media: Media| {
        offered
            .iter()
            .find(move |(offered, _)| media_of(offered) == media)
    };
    let plain = offered.get_key_value("application/json");
    let (offered, described) = plain.or_else(|| order.into_iter().find_map(of))?;
    let media = media_of(offered);
    let schema = described.get("schema").cloned().unwrap_or(json!(true));
    let at = at.child("content").child(offered).child("schema");
    let shape = reader
        .library
        .read_for(&schema, at, name, direction, reader.notes);
    Some(Content {
        media,
        name: match media {
            Media::Json if offered.contains('*') => "application/json".to_owned(),
            Media::Bytes if offered.contains('*') => "application/octet-stream".to_owned(),
            Media::Text if offered.contains('*') => "text/plain".to_owned(),
            _ => offered.clone(),
        },
        shape,
    })
}

fn media_of(media: &str) -> Media {
    let essence = media.split(';').next().unwrap_or_default();
    match essence.trim().to_ascii_lowercase().as_str() {
        "application/json" | "text/json" | "application/*" | "*/*" => Media::Json,
        essence if essence.ends_with("+json") => Media::Json,
        "application/x-www-form-urlencoded" => Media::Form,
        essence if essence.starts_with("text/") => Media::Text,
        _ => Media::Bytes,
    }
}
