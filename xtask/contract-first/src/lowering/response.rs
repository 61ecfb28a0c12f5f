use serde_json::{Value, json};

use super::docs;
use super::header::headers;
use super::media::{rust_type, word};
use super::names::literal;
use super::operation::Context;
use crate::diagnostic::constructs::message;
use crate::model::{BodyEncoding, Operation};

/// The variants of an operation's answer.
pub fn responses(context: &mut Context, operation: &Operation) -> Vec<Value> {
    let mut rendered = Vec::new();
    for response in &operation.responses {
        let (code, at) = (&response.code, &response.at);
        let name = format!("{} response {code}", operation.id);
        let headers = headers(context, &response.headers, &name);
        let content = response.content.as_ref();
        let media = content.map(|content| literal(&content.name));
        let media = media.unwrap_or_default();
        let kind = content.map_or("", |content| word(content.media));
        let model = content.map(|content| {
            let rust = rust_type(context, content);
            // A large answer beside small ones would make them all large.
            let typed = content.media != BodyEncoding::Bytes;
            match typed && context.types.is_large(&content.shape) {
                true => format!("Box<{rust}>"),
                false => rust,
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
                context.diagnostics.add(
                    message::STATUS
                        .at(at)
                        .because(format!("`{code}` is not one status")),
                );
                continue;
            }
        };
        if model.is_some() && matches!(number, Some(204 | 205 | 304)) {
            context.diagnostics.add(
                message::BODY_OF_BODILESS_STATUS
                    .at(at.child("content"))
                    .because(format!("a {code} has no body (RFC 9110, section 15)")),
            );
        }
        let variant = match fixed || range {
            true => format!("Status{code}"),
            false => "Default".to_owned(),
        };
        let what = &response.description;
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
            "json" => format!("json::answer({status}, {media}, &body)"),
            _ if sent => format!("answer::plain({status}, {media}, body)"),
            _ => format!("Ok({status}.into_response())"),
        };
        let used = match kind {
            "json" => "crate::json::self",
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
