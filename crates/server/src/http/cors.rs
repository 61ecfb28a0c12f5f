use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// What the published service sends with every answer, preflight or not, the headers that its callers may read, and for how long they may rely on it.
const HEADERS: [(HeaderName, &str); 5] = [
    (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (
        ACCESS_CONTROL_ALLOW_METHODS,
        "GET, POST, PUT, DELETE, OPTIONS, PATCH",
    ),
    (
        ACCESS_CONTROL_ALLOW_HEADERS,
        "Content-Type, Authorization, X-Requested-With, x-api-key",
    ),
    (
        ACCESS_CONTROL_EXPOSE_HEADERS,
        "Retry-After, X-Request-Id, WWW-Authenticate",
    ),
    // A browser need not ask before each call. In seconds.
    (ACCESS_CONTROL_MAX_AGE, "600"),
];

/// Lets any web page call the API and read its answers. Nothing is given away by it: callers prove who they are with a header that
/// no browser adds by itself.
pub(crate) fn allow_all(headers: &mut HeaderMap) {
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
}
