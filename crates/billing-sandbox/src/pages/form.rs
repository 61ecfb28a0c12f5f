use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequest, FromRequestParts as _, Request};
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use maud::{Markup, html};

use super::field::field;
use super::visitor::Visitor;
use crate::sandbox::Sandbox;

/// Longest form, in bytes: ours have one choice and a token.
const MAX_BYTES: usize = 4096;
/// The field that shows that a form came from one of the session's own pages.
const TOKEN: &str = "form";

/// A change that a visitor asks for by one of our own forms. Nothing else gets through to the handlers that change anything.
pub(crate) struct Form {
    pub(crate) visitor: Visitor,
    body: Bytes,
}

impl Form {
    /// The value of a field.
    pub(crate) fn value(&self, name: &str) -> Option<String> {
        field(&self.body, name)
    }
}

/// The field that every form has.
pub(crate) fn token_field(visitor: &Visitor) -> Markup {
    html! { input type="hidden" name=(TOKEN) value=(visitor.form_token()); }
}

impl FromRequest<Sandbox> for Form {
    type Rejection = Response;

    async fn from_request(request: Request, sandbox: &Sandbox) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let visitor = Visitor::from_request_parts(&mut parts, sandbox).await?;
        let content_type = parts.headers.get(CONTENT_TYPE);
        let content_type = content_type.and_then(|value| value.to_str().ok());
        let urlencoded = content_type.is_some_and(|text| {
            let essence = text.split(';').next().unwrap_or_default().trim();
            essence.eq_ignore_ascii_case("application/x-www-form-urlencoded")
        });
        let body = match urlencoded {
            true => to_bytes(body, MAX_BYTES).await.ok(),
            false => None,
        };
        let Some(body) = body else {
            return Err(visitor.stale_form());
        };
        let token = field(&body, TOKEN).unwrap_or_default();
        if !visitor.sent(&token) {
            return Err(visitor.stale_form());
        }
        Ok(Self { visitor, body })
    }
}
