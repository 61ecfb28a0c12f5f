use axum::http::HeaderName;
use axum::response::Response;
use serde::Serialize;

use crate::rejection::Rejection;
use crate::responses::header_value;

/// Adds a header for each item.
pub(crate) fn headers<T: Serialize>(
    response: &mut Response,
    name: &'static str,
    values: &[T],
) -> Result<(), Rejection> {
    for value in values {
        let value = serde_json::to_value(value).map_err(|_| Rejection::Internal)?;
        response
            .headers_mut()
            .append(HeaderName::from_static(name), header_value(value)?);
    }
    Ok(())
}
