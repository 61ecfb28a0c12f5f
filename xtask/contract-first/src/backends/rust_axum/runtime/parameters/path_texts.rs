use axum::extract::{FromRequestParts as _, RawPathParams};
use axum::http::request::Parts;

use crate::parameters::violation;
use crate::rejection::Rejection;

/// The parameters of the path, decoded.
pub(crate) async fn path_texts(head: &mut Parts) -> Result<RawPathParams, Rejection> {
    let texts = RawPathParams::from_request_parts(head, &()).await;
    texts.map_err(|_| violation("The path", "must be percent-encoded UTF-8"))
}
