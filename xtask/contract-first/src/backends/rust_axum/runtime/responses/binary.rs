use std::fmt;

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;

/// The bytes of a response: those at hand, or a body that is sent while it is made.
pub struct Binary {
    body: Body,
    length: Option<u64>,
    media: Option<HeaderValue>,
}

impl Binary {
    /// A body that is sent while it is made: [`Body::from_stream`] has one.
    pub fn new(body: impl Into<Body>) -> Self {
        Self {
            body: body.into(),
            length: None,
            media: None,
        }
    }

    /// The same, whose length is known: clients see it, and notice a body that ends early.
    #[must_use]
    pub fn with_length(self, bytes: u64) -> Self {
        Self {
            length: Some(bytes),
            ..self
        }
    }

    /// The same, with a media type of its own: for a response that may be of several.
    #[must_use]
    pub fn of_type(self, media: HeaderValue) -> Self {
        Self {
            media: Some(media),
            ..self
        }
    }
}

impl<B: Into<Bytes>> From<B> for Binary {
    fn from(bytes: B) -> Self {
        Self::new(bytes.into())
    }
}

impl fmt::Debug for Binary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Binary")
            .field("length", &self.length)
            .field("media", &self.media)
            .finish_non_exhaustive()
    }
}

/// A response of bytes.
pub(crate) fn binary(status: StatusCode, media: &'static str, body: Binary) -> Response {
    let mut response = Response::new(body.body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    let media = body.media.unwrap_or(HeaderValue::from_static(media));
    headers.insert(CONTENT_TYPE, media);
    if let Some(length) = body.length {
        headers.insert(CONTENT_LENGTH, length.into());
    }
    response
}
