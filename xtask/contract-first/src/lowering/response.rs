use serde_json::{Value, json};

use super::code::MODELS;
use super::docs;
use super::header::headers;
use super::media::{Spoken, spoken};
use super::names::literal;
use super::operation::Context;
use crate::document::{OperationNode, Pointer};
use crate::model::Direction;
use crate::read::{Notes, resolve};

/// The variants of an operation's answer.
pub fn responses(
    context: &mut Context,
    operation: &Value,
    place: OperationNode,
    id: &str,
) -> Vec<Value> {
    let at = place.at().child("responses");
    let mut rendered = Vec::new();
    for (code, response) in operation["responses"].as_object().into_iter().flatten() {
        let at = at.child(code);
        let Some(response) = resolve(context.root, response, &at, context.notes).cloned() else {
            continue;
        };
        let name = format!("{id} response {code}");
        let headers = headers(context, &response, &at, &name);
        let mut media = String::new();
        let mut kind = "";
        let content = content(&response, place, &at, context.notes);
        let model = content.map(|spoken| {
            media = literal(&spoken.media);
            kind = spoken.kind;
            let Some(shape) = spoken.read(context, &name, Direction::Response) else {
                return "Bytes".to_owned();
            };
            let rust = context.reader.types.rust(&shape, MODELS);
            // A large answer beside small ones would make them all large.
            if context.reader.types.is_large(&shape) {
                format!("Box<{rust}>")
            } else {
                rust
            }
        });
        let number = code
            .parse::<u16>()
            .ok()
            .filter(|number| (200..600).contains(number));
        let range = matches!(code.as_str(), "2XX" | "3XX" | "4XX" | "5XX");
        let (status, fixed) = match (code.as_str(), number) {
            ("default", _) => ("status".to_owned(), false),
            _ if range => ("status".to_owned(), false),
            (_, Some(number)) => (status(number), true),
            _ => {
                context.notes.refuse(
                    &at,
                    format!("`{code}` is not one status"),
                    "name each status, or use `2XX` to `5XX` or `default`",
                );
                continue;
            }
        };
        if model.is_some() && matches!(number, Some(204 | 205 | 304)) {
            context.notes.refuse(
                &at.child("content"),
                format!("a {code} has no body (RFC 9110, section 15)"),
                "leave the content out, or use another status",
            );
        }
        let variant = match fixed || range {
            true => format!("Status{code}"),
            false => "Default".to_owned(),
        };
        let what = response
            .get("description")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let head = match fixed || range {
            true => format!("{code}: {what}"),
            false => format!("Any other status: {what}"),
        };
        let sent = model.is_some();
        let headed = headers
            .as_ref()
            .and_then(|headers| headers["type"].as_str());
        let parts = [
            (!fixed).then(|| ("StatusCode".to_owned(), "status")),
            model.map(|model| (model, "body")),
            headed.map(|name| (name.to_owned(), "headers")),
        ];
        let (types, names): (Vec<_>, Vec<_>) = parts.into_iter().flatten().unzip();
        let [types, names] = [types.join(", "), names.join(", ")].map(|list| match list.as_str() {
            "" => list,
            list => format!("({list})"),
        });
        let written = match kind {
            Spoken::JSON => format!("json::answer({status}, {media}, &body)"),
            _ if sent => format!("answer::plain({status}, {media}, body)"),
            _ => format!("Ok({status}.into_response())"),
        };
        let used = match kind {
            Spoken::JSON => "crate::json::self",
            _ if sent => "crate::answer::self",
            _ => "axum::response::IntoResponse",
        };
        context.uses.insert(used.to_owned());
        let render = match (headed, sent) {
            (None, _) => written,
            (Some(_), true) => format!("headers.write({written}?)"),
            (Some(_), false) => format!("headers.write({status}.into_response())"),
        };
        rendered.push(json!({
            "docs": docs::lines(&head),
            "name": variant,
            "variant": format!("{variant}{types}"),
            "pattern": format!("{variant}{names}"),
            "render": render,
            "kind": kind,
            "headers": headers.unwrap_or(Value::Bool(false)),
        }));
    }
    rendered
}

/// The body of a response, where it has one; what else belongs to it is left out.
fn content(
    response: &Value,
    place: OperationNode,
    at: &Pointer,
    notes: &mut Notes,
) -> Option<Spoken> {
    if response["links"]
        .as_object()
        .is_some_and(|links| !links.is_empty())
    {
        notes.note(
            &at.child("links"),
            "links are left out: nothing is generated that follows them",
            "say it in the description",
        );
    }
    if place.method == "head" {
        if response["content"]
            .as_object()
            .is_some_and(|content| !content.is_empty())
        {
            notes.note(
                &at.child("content"),
                "an answer to HEAD has no body (RFC 9110, section 9.3.2): its content is left out",
                "describe it at GET only",
            );
        }
        return None;
    }
    spoken(response, at, false, notes)
}

/// The constant of the `http` crate, where it has one.
fn status(number: u16) -> String {
    let known = match number {
        200 => "OK",
        201 => "CREATED",
        202 => "ACCEPTED",
        204 => "NO_CONTENT",
        301 => "MOVED_PERMANENTLY",
        302 => "FOUND",
        303 => "SEE_OTHER",
        304 => "NOT_MODIFIED",
        400 => "BAD_REQUEST",
        401 => "UNAUTHORIZED",
        402 => "PAYMENT_REQUIRED",
        403 => "FORBIDDEN",
        404 => "NOT_FOUND",
        409 => "CONFLICT",
        410 => "GONE",
        412 => "PRECONDITION_FAILED",
        422 => "UNPROCESSABLE_ENTITY",
        429 => "TOO_MANY_REQUESTS",
        500 => "INTERNAL_SERVER_ERROR",
        502 => "BAD_GATEWAY",
        503 => "SERVICE_UNAVAILABLE",
        504 => "GATEWAY_TIMEOUT",
        // The number is within what `StatusCode` takes: `responses` let only 200 to 599 through.
        other => return format!("StatusCode::from_u16({other}).map_err(|_| Rejection::Internal)?"),
    };
    format!("StatusCode::{known}")
}
