use serde::Serialize;

use super::content_enum::{ContentEnum, ContentVariant, variant_names};
use super::event_enum::EventEnum;
use super::header::{ResponseHeaders, headers};
use super::helper::Code;
use super::imports;
use super::operation::Context;
use super::response_body::ResponseBody;
use crate::backend::OrFalse;
use crate::backend::check::{Status, status};
use crate::backend::rust::{docs, names as rust};
use crate::model::{Operation, Response};

/// What the responses of an operation may be copied and compared by.
const VALUE: &str = "Clone, Debug, PartialEq";
/// The same where one is sent while it is made.
const SENT_ONCE: &str = "Debug";

/// The responses of an operation: the variants of an enum, and the types that go with them.
#[derive(Default, Serialize)]
pub struct Responses {
    derives: &'static str,
    variants: Vec<ResponseVariant>,
    contents: Vec<ContentEnum>,
    events: Vec<EventEnum>,
    /// Whether one is a stream.
    pub streams: bool,
}

/// A response of an operation, as a variant of its enum.
#[derive(Serialize)]
struct ResponseVariant {
    docs: Vec<String>,
    name: String,
    /// As the enum declares it.
    variant: String,
    /// How it is rendered: in each of its forms.
    arms: Vec<RenderArm>,
    headers: OrFalse<ResponseHeaders>,
}

#[derive(Serialize)]
struct RenderArm {
    pattern: String,
    /// The expression that makes the response.
    render: String,
}

/// The name and the type of a value of a variant.
type Part<'p> = (&'p str, &'p str);

impl Responses {
    /// Those of an operation.
    pub fn of(context: &mut Context, operation: &Operation) -> Self {
        let mut all = Self {
            derives: VALUE,
            ..Self::default()
        };
        for response in &operation.responses {
            if let Ok(status) = status(response) {
                let variant = all.variant(context, operation, response, status);
                all.variants.push(variant);
            }
        }
        all
    }

    fn variant(
        &mut self,
        context: &mut Context,
        operation: &Operation,
        response: &Response,
        status: Status,
    ) -> ResponseVariant {
        let code = &response.code;
        let type_name = format!("{} response {code}", operation.name);
        let headers = headers(context, &response.headers, &type_name);
        let (name, head) = match status {
            Status::Default => ("Default".to_owned(), "Any other status"),
            Status::One(_) | Status::Range => (format!("Status{code}"), code.as_str()),
        };
        let status_part = match status {
            Status::One(_) => None,
            Status::Range | Status::Default => Some(("status", "StatusCode")),
        };
        let headers_part = headers.as_ref();
        let headers_part = headers_part.map(|headers| ("headers", headers.name.as_str()));
        let status = match status {
            Status::One(number) => constant(number),
            Status::Range | Status::Default => "status".to_owned(),
        };
        let contents = &response.contents;
        let names = variant_names(contents);
        let mut bodies: Vec<_> = Vec::new();
        for (content, form) in contents.iter().zip(&names) {
            // Streams of two forms have types of their own.
            let type_name = match contents.len() {
                1 => type_name.clone(),
                _ => format!("{type_name} {form}"),
            };
            bodies.push(ResponseBody::of(context, content, &status, &type_name));
        }
        let are_values = bodies.iter().all(|body| body.is_value);
        let derives = if are_values { VALUE } else { SENT_ONCE };
        if !are_values {
            self.derives = SENT_ONCE;
        }
        self.streams |= bodies.iter().any(|body| body.is_stream);
        let events = bodies.iter_mut().filter_map(|body| body.events.take());
        self.events.extend(events);
        let several = (contents.len() > 1).then(|| {
            let allocated = context
                .operation_types
                .allocate(&rust::OPERATION_TYPE, &format!("{type_name} content"));
            let forms = contents.iter().zip(names).zip(&bodies);
            let variants = forms.map(|((content, name), body)| {
                ContentVariant::new(content, name, body.rust.clone())
            });
            ContentEnum {
                name: allocated,
                derives,
                variants: variants.collect(),
            }
        });
        let body_type = match (&several, bodies.first()) {
            (Some(several), _) => Some(several.name.clone()),
            (None, only) => only.map(|body| body.rust.clone()),
        };
        let body_part = body_type.as_ref().map(|rust| ("body", rust.as_str()));
        let parts = [status_part, body_part, headers_part];
        let parts: Vec<Part> = parts.into_iter().flatten().collect();
        let types: Vec<_> = parts.iter().map(|(_, rust)| *rust).collect();
        let variant = with_values(&name, &types);
        let mut arms = Vec::new();
        if bodies.is_empty() {
            let render = without_body(&status, headers.is_some());
            arms.push(arm(context, &name, &parts, "body", render));
        }
        for (place, body) in bodies.into_iter().enumerate() {
            let form = several.as_ref().map(|several| {
                let form = &several.variants[place].name;
                format!("{}::{form}(body)", several.name)
            });
            let render = body.rendered(headers.is_some());
            let form = form.as_deref().unwrap_or("body");
            arms.push(arm(context, &name, &parts, form, render));
        }
        self.contents.extend(several);
        ResponseVariant {
            docs: docs::lines(&format!("{head}: {}", response.description)),
            variant,
            name,
            arms,
            headers: OrFalse(headers),
        }
    }
}

/// How a variant is rendered whose body has a form.
fn arm(
    context: &mut Context,
    variant: &str,
    parts: &[Part],
    form: &str,
    render: Code,
) -> RenderArm {
    let names = parts.iter().map(|(name, _)| match *name {
        "body" => form,
        name => name,
    });
    RenderArm {
        pattern: with_values(variant, &names.collect::<Vec<_>>()),
        render: context.needs.take(render),
    }
}

/// A variant with the types or the names of its values.
fn with_values(variant: &str, values: &[&str]) -> String {
    match values.is_empty() {
        true => variant.to_owned(),
        false => format!("{variant}({})", values.join(", ")),
    }
}

fn without_body(status: &str, has_headers: bool) -> Code {
    let response = Code::plain(format!("{status}.into_response()"));
    let response = response.importing(imports::INTO_RESPONSE);
    response.map(|response| match has_headers {
        true => format!("headers.write({response})"),
        false => format!("Ok({response})"),
    })
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
