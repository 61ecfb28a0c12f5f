use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;

use super::parameters::parameters;

/// Most bytes of a boundary (RFC 2046, section 5.1.1).
const LONGEST: usize = 70;

/// What separates the parts, as the one `Content-Type` says.
pub(crate) fn boundary(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let (_, boundary) = parameters(value)
        .into_iter()
        .find(|(name, _)| name == "boundary")?;
    let is_valid = (1..=LONGEST).contains(&boundary.len()) && !boundary.ends_with(' ');
    is_valid.then_some(boundary)
}
