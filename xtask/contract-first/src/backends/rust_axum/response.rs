use serde_json::{Value, json};

use super::header::headers;
use super::media::{rust_type, word};
use super::operation::Context;
use crate::backend::check::{Status, status};
use crate::backend::names::literal;
use crate::backend::rust::docs;
use crate::model::{BodyEncoding, Content, Operation, Response};

/// The variants of an operation's answer.
pub fn responses(context: &mut Context, operation: &Operation) -> Vec<Value> {
    let responses = operation.responses.iter();
    responses
        .filter_map(|response| Some(answer(context, operation, response, status(response).ok()?)))
        .collect()
}

/// One of them.
fn answer(
    context: &mut Context,
    operation: &Operation,
    response: &Response,
    status: Status,
) -> Value {
    let code = &response.code;
    let headers = headers(
        context,
        &response.headers,
        &format!("{} response {code}", operation.id),
    );
    let content = response.content.as_ref();
    let model = content.map(|content| model(context, content));
    let (variant, head) = match status {
        Status::Default => ("Default".to_owned(), "Any other status"),
        Status::One(_) | Status::Range => (format!("Status{code}"), code.as_str()),
    };
    let headed = headers
        .as_ref()
        .and_then(|headers| headers["type"].as_str());
    let render = rendered(context, content, status, headed.is_some());
    let parts = [
        (!matches!(status, Status::One(_))).then(|| ("StatusCode".to_owned(), "status")),
        model.map(|model| (model, "body")),
        headed.map(|name| (name.to_owned(), "headers")),
    ];
    let (types, names): (Vec<_>, Vec<_>) = parts.into_iter().flatten().unzip();
    let [types, names] = [types.join(", "), names.join(", ")].map(|list| match list.as_str() {
        "" => list,
        list => format!("({list})"),
    });
    json!({
        "docs": docs::lines(&format!("{head}: {}", response.description)),
        "name": variant,
        "variant": format!("{variant}{types}"),
        "pattern": format!("{variant}{names}"),
        "render": render,
        "kind": content.map_or("", |content| word(content.media)),
        "headers": headers.unwrap_or(Value::Bool(false)),
    })
}

/// The type of an answer's body.
fn model(context: &mut Context, content: &Content) -> String {
    let rust = rust_type(context, content);
    // A large answer beside small ones would make them all large.
    let typed = content.media != BodyEncoding::Bytes;
    match typed && context.types.is_large(&content.shape) {
        true => format!("Box<{rust}>"),
        false => rust,
    }
}

/// The expression that makes the response of `status`, `body` and `headers`.
fn rendered(
    context: &mut Context,
    content: Option<&Content>,
    status: Status,
    headed: bool,
) -> String {
    let status = match status {
        Status::One(number) => constant(number),
        Status::Range | Status::Default => "status".to_owned(),
    };
    let (written, used) = match content {
        None => (
            format!("{status}.into_response()"),
            "axum::response::IntoResponse",
        ),
        Some(content) => {
            let media = literal(&content.name);
            match content.media {
                BodyEncoding::Json => (
                    format!("json::answer({status}, {media}, &body)"),
                    "crate::json::self",
                ),
                BodyEncoding::Form | BodyEncoding::Text | BodyEncoding::Bytes => (
                    format!("answer::plain({status}, {media}, body)"),
                    "crate::answer::self",
                ),
            }
        }
    };
    context.uses.insert(used.to_owned());
    match (headed, content) {
        (false, None) => format!("Ok({written})"),
        (false, Some(_)) => written,
        (true, None) => format!("headers.write({written})"),
        (true, Some(_)) => format!("headers.write({written}?)"),
    }
}

/// The constant of the `http` crate, where it has one.
fn constant(number: u16) -> String {
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
        // The number is within what `StatusCode` takes: `check` lets only 200 to 599 through.
        other => return format!("StatusCode::from_u16({other}).map_err(|_| Rejection::Internal)?"),
    };
    format!("StatusCode::{known}")
}
