use axum::extract::Request;
use axum::http::header::{CONTENT_LENGTH, HOST, TRANSFER_ENCODING};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, Version};

/// Why a request is refused for how it is framed, before anything else is looked at.
pub(crate) fn fault(request: &Request) -> Option<&'static str> {
    let headers = request.headers();
    // hyper drops the length when it sees both. Should it ever stop doing so, do not guess (RFC 9112, section 6.1).
    if headers.contains_key(TRANSFER_ENCODING) && headers.contains_key(CONTENT_LENGTH) {
        return Some("Content-Length and Transfer-Encoding must not be sent together");
    }
    // hyper decodes no other coding, and would pass on what is left as the body.
    if headers.contains_key(TRANSFER_ENCODING) && !is_chunked(headers) {
        return Some("Transfer-Encoding must be exactly chunked");
    }
    // RFC 9113, section 8.3.1, and RFC 9110, section 4.2.4: a user there is meant to make the host look like another.
    let authority = request.uri().authority();
    if authority.is_some_and(|authority| authority.as_str().contains('@')) {
        return Some("The target's authority must not contain a user");
    }
    // HTTP/1.0 has no Host, HTTP/2 has :authority in its place.
    (request.version() == Version::HTTP_11)
        .then(|| host_fault(headers))
        .flatten()
}

/// RFC 9112, section 6.1: `chunked` is the one coding that everyone knows; names of codings are case-insensitive.
fn is_chunked(headers: &HeaderMap) -> bool {
    let mut codings = headers.get_all(TRANSFER_ENCODING).iter();
    let first = codings.next().map(|coding| coding.as_bytes().trim_ascii());
    first.is_some_and(|coding| coding.eq_ignore_ascii_case(b"chunked")) && codings.next().is_none()
}

/// RFC 9112, section 3.2: exactly one Host, and a legal one.
fn host_fault(headers: &HeaderMap) -> Option<&'static str> {
    let mut hosts = headers.get_all(HOST).iter();
    match (hosts.next(), hosts.next()) {
        (None, _) => Some("Host is required"),
        (Some(_), Some(_)) => Some("Host must be sent only once"),
        (Some(host), None) if !is_host(host) => Some("Host is not valid"),
        _ => None,
    }
}

/// RFC 9110, section 7.2: host and optional port, or nothing at all.
fn is_host(value: &HeaderValue) -> bool {
    value.is_empty()
        || Authority::try_from(value.as_bytes())
            .is_ok_and(|authority| !authority.as_str().contains('@'))
}

/// Whether the connection must not be used again. hyper follows Transfer-Encoding where a proxy in front may have followed a
/// Content-Length that we no longer see: what comes next on the connection may be part of a body.
pub(crate) fn ends_connection(request: &Request) -> bool {
    request.headers().contains_key(TRANSFER_ENCODING)
}

#[cfg(test)]
mod tests;
