use std::fmt;

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;

/// Why the shop has no documented answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// A credential that is not `good`.
    Stranger,
    /// A book that the shop does not take.
    Unwanted,
    /// A file that cannot be read.
    Unreadable,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Stranger => "a stranger",
            Self::Unwanted => "an unwanted book",
            Self::Unreadable => "an unreadable file",
        })
    }
}

impl std::error::Error for Refused {}

/// The document's form of a problem.
pub(crate) fn problem(status: StatusCode, message: &str) -> Response {
    let body = serde_json::json!({ "message": message });
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = status;
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(CONTENT_TYPE, json);
    response
}
