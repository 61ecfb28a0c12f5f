use axum::http::HeaderName;
use axum::response::Response;
use serde::Serialize;

use crate::rejection::Rejection;
use crate::responses::header_value;

/// Adds a header: a list with commas between, those of an item encoded; nothing for what is not there.
pub(crate) fn header<T: Serialize>(
    response: &mut Response,
    name: &'static str,
    value: &T,
) -> Result<(), Rejection> {
    let value = serde_json::to_value(value).map_err(|_| Rejection::Internal)?;
    if !value.is_null() {
        response
            .headers_mut()
            .insert(HeaderName::from_static(name), header_value(value)?);
    }
    Ok(())
}
