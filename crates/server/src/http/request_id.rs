use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use uuid::Uuid;

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// In an id that is accepted from a caller.
const MAX_BYTES: usize = 128;

/// Removes the caller's id unless it is a single header of visible ASCII, which can neither break a log line nor hide in it.
pub(crate) fn without_invalid(mut request: Request) -> Request {
    if valid(request.headers()).is_none() {
        request.headers_mut().remove(HEADER);
    }
    request
}

/// The caller's id where it is valid.
fn valid(headers: &HeaderMap) -> Option<&HeaderValue> {
    let mut values = headers.get_all(HEADER).iter();
    match (values.next(), values.next()) {
        (Some(id), None) => {
            let is_visible = id.as_bytes().iter().all(u8::is_ascii_graphic);
            ((1..=MAX_BYTES).contains(&id.len()) && is_visible).then_some(id)
        }
        _ => None,
    }
}

/// The caller's id where it is valid, else a new one, for a request that stays as it is.
pub(crate) fn assigned(headers: &HeaderMap) -> HeaderValue {
    valid(headers).cloned().unwrap_or_else(|| {
        let id = Uuid::new_v4().to_string();
        HeaderValue::try_from(id).expect("hex digits and hyphens")
    })
}

/// Puts an id on a response.
pub(crate) fn set(headers: &mut HeaderMap, id: HeaderValue) {
    headers.insert(HEADER, id);
}

pub(crate) fn of(headers: &HeaderMap) -> &str {
    let id = headers.get(HEADER).map(|id| id.to_str());
    id.and_then(Result::ok).unwrap_or_default()
}

#[cfg(test)]
mod tests;
