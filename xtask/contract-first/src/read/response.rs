use serde_json::Value;

use super::body::content;
use super::header::headers;
use super::operation::Reader;
use super::reference::resolve;
use crate::document::Pointer;
use crate::model::{Content, Direction, Response};

/// The responses of an operation, in the document's order.
pub fn responses(reader: &mut Reader, operation: &Value) -> Vec<Response> {
    let at = reader.at.child("responses");
    let listed = operation["responses"].as_object().into_iter().flatten();
    let mut responses = Vec::new();
    for (code, described) in listed {
        let at = at.child(code);
        let Some(described) = resolve(reader.root, described, &at, reader.notes) else {
            continue;
        };
        let name = format!("{} response {code}", reader.id);
        responses.push(Response {
            code: code.clone(),
            headers: headers(reader, described, &at, &name),
            content: body_of(reader, described, &at, &name),
            description: described["description"]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
            at,
        });
    }
    responses
}

/// The body of a response, where it has one; what else belongs to it is left out.
fn body_of(reader: &mut Reader, response: &Value, at: &Pointer, name: &str) -> Option<Content> {
    let has = |key: &str| {
        let entries = response[key].as_object();
        entries.is_some_and(|entries| !entries.is_empty())
    };
    if has("links") {
        reader.notes.note(
            &at.child("links"),
            "links are left out: nothing is generated that follows them",
            "say it in the description",
        );
    }
    if reader.method != "head" {
        return content(reader, response, at, name, Direction::Response);
    }
    if has("content") {
        reader.notes.note(
            &at.child("content"),
            "an answer to HEAD has no body (RFC 9110, section 9.3.2): its content is left out",
            "describe it at GET only",
        );
    }
    None
}
