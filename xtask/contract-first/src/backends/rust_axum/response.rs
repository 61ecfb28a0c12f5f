use serde::Serialize;

use super::code::{RustTypes, boxed};
use super::header::{ResponseHeaders, headers};
use super::helper::{Code, Helper, ResponseHelper};
use super::imports;
use super::media::rust_type;
use super::operation::Context;
use crate::backend::OrFalse;
use crate::backend::check::{Status, status};
use crate::backend::names::literal;
use crate::backend::rust::docs;
use crate::model::{BodyEncoding, Content, Operation, Response};

/// A response of an operation, as a variant of its enum.
#[derive(Serialize)]
pub struct ResponseVariant {
    docs: Vec<String>,
    name: String,
    /// As the enum declares it.
    variant: String,
    pattern: String,
    /// The expression that makes the response.
    render: String,
    headers: OrFalse<ResponseHeaders>,
}

/// The responses of an operation.
pub fn responses(context: &mut Context, operation: &Operation) -> Vec<ResponseVariant> {
    let responses = operation.responses.iter();
    responses
        .filter_map(|response| {
            Some(variant(
                context,
                operation,
                response,
                status(response).ok()?,
            ))
        })
        .collect()
}

fn variant(
    context: &mut Context,
    operation: &Operation,
    response: &Response,
    status: Status,
) -> ResponseVariant {
    let code = &response.code;
    let headers = headers(
        context,
        &response.headers,
        &format!("{} response {code}", operation.name),
    );
    let content = response.content.as_ref();
    let body = content.map(|content| context.needs.take(body_type(context.types, content)));
    let (name, head) = match status {
        Status::Default => ("Default".to_owned(), "Any other status"),
        Status::One(_) | Status::Range => (format!("Status{code}"), code.as_str()),
    };
    let render = rendered(content, status, headers.is_some());
    let parts = [
        match status {
            Status::One(_) => None,
            Status::Range | Status::Default => Some(("StatusCode", "status")),
        },
        body.as_deref().map(|body| (body, "body")),
        headers
            .as_ref()
            .map(|headers| (headers.name.as_str(), "headers")),
    ];
    let (types, names): (Vec<_>, Vec<_>) = parts.into_iter().flatten().unzip();
    ResponseVariant {
        docs: docs::lines(&format!("{head}: {}", response.description)),
        variant: with_values(&name, &types),
        pattern: with_values(&name, &names),
        name,
        render: context.needs.take(render),
        headers: OrFalse(headers),
    }
}

/// A variant with the types or the names of its values.
fn with_values(variant: &str, values: &[&str]) -> String {
    match values.is_empty() {
        true => variant.to_owned(),
        false => format!("{variant}({})", values.join(", ")),
    }
}

/// The type of a response's body.
fn body_type(types: &RustTypes, content: &Content) -> Code {
    let rust = rust_type(types, content);
    // A large response beside small ones would make them all large.
    let typed = content.media != BodyEncoding::Bytes;
    match typed && types.is_large(&content.shape) {
        true => boxed(rust),
        false => rust,
    }
}

/// The expression that makes the response of `status`, `body` and `headers`.
fn rendered(content: Option<&Content>, status: Status, has_headers: bool) -> Code {
    let status = match status {
        Status::One(number) => constant(number),
        Status::Range | Status::Default => "status".to_owned(),
    };
    let Some(content) = content else {
        let response = Code::plain(format!("{status}.into_response()"));
        let response = response.importing(imports::INTO_RESPONSE);
        return response.map(|response| match has_headers {
            true => format!("headers.write({response})"),
            false => format!("Ok({response})"),
        });
    };
    let media = literal(&content.name);
    let response = match content.media {
        BodyEncoding::Json => Code::plain(format!("responses::json({status}, {media}, &body)"))
            .using(Helper::Response(ResponseHelper::Json)),
        BodyEncoding::Form | BodyEncoding::Multipart | BodyEncoding::Text | BodyEncoding::Bytes => {
            Code::plain(format!("responses::plain({status}, {media}, body)"))
                .using(Helper::Response(ResponseHelper::Plain))
        }
    };
    match has_headers {
        true => response.map(|response| format!("headers.write({response}?)")),
        false => response,
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
