use axum::extract::Request;
use axum::http::header::{CONTENT_LENGTH, HOST, TRANSFER_ENCODING};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, Version};

/// Why a request is refused for how it is framed, before anything else of it counts.
pub(crate) fn fault(request: &Request) -> Option<&'static str> {
    let headers = request.headers();
    // hyper forgets the length when it sees both. Should it ever stop to, this is no request to guess at (RFC 9112, section 6.1).
    if headers.contains_key(TRANSFER_ENCODING) && headers.contains_key(CONTENT_LENGTH) {
        return Some("Content-Length and Transfer-Encoding must not be sent together");
    }
    // hyper undoes no other coding, and would hand on what is left as the body.
    if headers.contains_key(TRANSFER_ENCODING) && !is_chunked(headers) {
        return Some("Transfer-Encoding must be chunked, and nothing else");
    }
    // RFC 9113, section 8.3.1, and RFC 9110, section 4.2.4: whoever puts a user there wants to be taken for another host.
    let authority = request.uri().authority();
    if authority.is_some_and(|authority| authority.as_str().contains('@')) {
        return Some("The target's authority must have no user");
    }
    // HTTP/1.0 has no Host, HTTP/2 has :authority in its place.
    (request.version() == Version::HTTP_11)
        .then(|| host_fault(headers))
        .flatten()
}

/// RFC 9112, section 6.1: `chunked` is the one coding that everybody knows; names of codings have no case.
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
        (Some(_), Some(_)) => Some("Host must be sent once"),
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
/// Content-Length that we no longer see: what comes next on the connection may be the inside of a body.
pub(crate) fn ends_connection(request: &Request) -> bool {
    request.headers().contains_key(TRANSFER_ENCODING)
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn request(version: Version, headers: &[(&str, &str)]) -> Request {
        let mut request = Request::builder().version(version);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(Body::empty()).expect("a request")
    }

    #[test]
    fn host_by_version() {
        for (version, headers, fine) in [
            (Version::HTTP_11, &[("host", "localhost:8080")][..], true),
            (Version::HTTP_11, &[("host", "[::1]:1")], true),
            (Version::HTTP_11, &[("host", "")], true),
            (Version::HTTP_11, &[], false),
            (Version::HTTP_11, &[("host", "a"), ("host", "a")], false),
            (Version::HTTP_11, &[("host", "a b")], false),
            (Version::HTTP_11, &[("host", "user@a")], false),
            (Version::HTTP_11, &[("host", "a/b")], false),
            (Version::HTTP_10, &[], true),
            (Version::HTTP_2, &[], true),
        ] {
            let fault = fault(&request(version, headers));
            assert_eq!(fault.is_none(), fine, "{version:?} {headers:?}: {fault:?}");
        }
    }

    #[test]
    fn coding_chunked_only() {
        let te = "transfer-encoding";
        for (headers, fine) in [
            (&[("host", "a"), (te, "chunked")][..], true),
            (&[("host", "a"), (te, "Chunked ")], true),
            (&[("host", "a"), (te, "gzip, chunked")], false),
            (&[("host", "a"), (te, "chunked, chunked")], false),
            (&[("host", "a"), (te, "gzip"), (te, "chunked")], false),
            (&[("host", "a"), (te, "chunked"), (te, "chunked")], false),
            (&[("host", "a"), (te, "identity")], false),
            (&[("host", "a"), (te, "")], false),
        ] {
            let fault = fault(&request(Version::HTTP_11, headers));
            assert_eq!(fault.is_none(), fine, "{headers:?}: {fault:?}");
        }
    }

    #[test]
    fn user_in_target() {
        for (uri, fine) in [("http://a/", true), ("http://b@a/", false), ("/a@b", true)] {
            let mut request = request(Version::HTTP_2, &[]);
            *request.uri_mut() = uri.parse().expect("a URI");
            assert_eq!(fault(&request).is_none(), fine, "{uri}");
        }
    }

    #[test]
    fn length_and_coding_together() {
        let both = [
            ("host", "a"),
            ("content-length", "1"),
            ("transfer-encoding", "chunked"),
        ];
        assert!(fault(&request(Version::HTTP_11, &both)).is_some());
        assert!(fault(&request(Version::HTTP_11, &both[..2])).is_none());
    }
}
