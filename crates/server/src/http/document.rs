use std::sync::LazyLock;

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use sha2::{Digest as _, Sha256};

/// The effective contract: the published document with our overlay.
pub(crate) static DOCUMENT: &[u8] = include_bytes!("../../../../generated/openapi.json");

static TAG: LazyLock<HeaderValue> = LazyLock::new(|| {
    let digest = Sha256::digest(DOCUMENT);
    let digits: String = digest[..16]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    HeaderValue::from_str(&format!("\"{digits}\"")).expect("hex digits are a header value")
});

pub(crate) const PATH: &str = "/openapi.json";

/// `GET /openapi.json`; 304 when the caller has it already (RFC 9110, section 13.1.2).
pub(crate) async fn document(headers: HeaderMap) -> Response {
    let cache = [
        (ETAG, TAG.clone()),
        (CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    if headers.get_all(IF_NONE_MATCH).iter().any(contains_tag) {
        return (StatusCode::NOT_MODIFIED, cache).into_response();
    }
    let media_type = [(CONTENT_TYPE, HeaderValue::from_static("application/json"))];
    (cache, media_type, DOCUMENT).into_response()
}

/// Whether a list of tags contains ours; weak ones count as well.
fn contains_tag(list: &HeaderValue) -> bool {
    let ours = TAG.to_str().unwrap_or_default();
    list.to_str().is_ok_and(|list| {
        list.split(',')
            .map(str::trim)
            .any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == ours)
    })
}
