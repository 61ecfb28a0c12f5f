use serde_json::{Value, json};

use super::docs;
use super::media::spoken;
use super::names::literal;
use super::operation::{Context, Place};
use super::reference::resolve;
use super::schema::Direction;

/// The variants of an operation's answer.
pub fn responses(context: &mut Context, operation: &Value, place: &Place, id: &str) -> Vec<Value> {
    let at = place.at.child("responses");
    let mut rendered = Vec::new();
    for (code, response) in operation["responses"].as_object().into_iter().flatten() {
        let at = at.child(code);
        let Some(response) = resolve(context.root, response, &at, context.notes).cloned() else {
            continue;
        };
        for keyword in ["headers"] {
            if response.get(keyword).is_some() {
                context.notes.refuse(
                    &at.child(keyword),
                    format!("the stub does not send a response's `{keyword}`"),
                    "leave them out",
                );
            }
        }
        let mut media = String::new();
        let model = spoken(&response, &at, context.notes).map(|spoken| {
            let name = format!("{id} response {code}");
            let shape = context.library.read_for(
                &spoken.schema,
                spoken.at,
                &name,
                Direction::Answer,
                context.notes,
            );
            context.uses.extend(context.library.uses(&shape));
            context.uses.insert("crate::json::self".to_owned());
            media = literal(&spoken.media);
            let rust = context.library.rust(&shape);
            // A large answer beside small ones would make them all large.
            if context.library.is_large(&shape) {
                format!("Box<{rust}>")
            } else {
                rust
            }
        });
        let number = code
            .parse::<u16>()
            .ok()
            .filter(|number| (200..600).contains(number));
        let (status, fixed) = match (code.as_str(), number) {
            ("default", _) => ("status".to_owned(), false),
            (_, Some(number)) => (status(number), true),
            _ => {
                context.notes.refuse(
                    &at,
                    format!("`{code}` is not one status"),
                    "name each status, or use `default`",
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
        let name = if fixed {
            format!("Status{code}")
        } else {
            "Default".to_owned()
        };
        let what = response
            .get("description")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let head = if fixed {
            format!("{code}: {what}")
        } else {
            format!("Any other status: {what}")
        };
        let (fields, pattern) = match (fixed, &model) {
            (true, Some(model)) => (format!("({model})"), "(body)"),
            (true, None) => (String::new(), ""),
            (false, Some(model)) => (format!("(StatusCode, {model})"), "(status, body)"),
            (false, None) => ("(StatusCode)".to_owned(), "(status)"),
        };
        let render = match model {
            Some(_) => format!("json::answer({status}, {media}, &body)"),
            None => {
                context
                    .uses
                    .insert("axum::response::IntoResponse".to_owned());
                format!("Ok({status}.into_response())")
            }
        };
        rendered.push(json!({
            "docs": docs::lines(&head),
            "variant": format!("{name}{fields}"),
            "pattern": format!("{name}{pattern}"),
            "render": render,
            "json": render.starts_with("json::"),
        }));
    }
    rendered
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
