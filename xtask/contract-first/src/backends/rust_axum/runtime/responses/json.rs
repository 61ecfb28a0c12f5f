use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use serde::Serialize;

use crate::rejection::Rejection;

/// A response with a JSON body of a media type.
pub(crate) fn json<T: Serialize>(
    status: StatusCode,
    media: &'static str,
    body: &T,
) -> Result<Response, Rejection> {
    let text = serde_json::to_vec(body).map_err(|_| Rejection::Internal)?;
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(media));
    Ok(response)
}
