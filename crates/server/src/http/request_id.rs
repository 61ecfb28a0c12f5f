use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName};

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// In an id that is accepted from a caller.
const MAX_BYTES: usize = 128;

/// Removes the caller's id unless it is a single header of visible ASCII, which can neither break a log line nor hide in it.
pub(crate) fn without_invalid(mut request: Request) -> Request {
    let mut values = request.headers().get_all(HEADER).iter();
    let is_valid = match (values.next(), values.next()) {
        (Some(id), None) => {
            (1..=MAX_BYTES).contains(&id.len()) && id.as_bytes().iter().all(u8::is_ascii_graphic)
        }
        _ => false,
    };
    if !is_valid {
        request.headers_mut().remove(HEADER);
    }
    request
}

pub(crate) fn of(headers: &HeaderMap) -> &str {
    let id = headers.get(HEADER).map(|id| id.to_str());
    id.and_then(Result::ok).unwrap_or_default()
}

#[cfg(test)]
mod tests;
