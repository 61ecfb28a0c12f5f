use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;

use crate::rejection::Rejection;

/// A response with a body of a media type that is not JSON.
pub(crate) fn plain(
    status: StatusCode,
    media: &'static str,
    body: impl Into<Body>,
) -> Result<Response, Rejection> {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(media));
    Ok(response)
}
