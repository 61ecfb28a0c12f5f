use axum::body::Body;
use axum::http::HeaderValue;

use super::*;

fn id(values: &[&[u8]]) -> String {
    let mut request = Request::new(Body::empty());
    for value in values {
        let value = HeaderValue::from_bytes(value).expect("a header value");
        request.headers_mut().append(HEADER, value);
    }
    of(without_invalid(request).headers()).to_owned()
}

#[test]
fn valid_id_is_kept() {
    for text in ["a", "req-1/2;x={}", &"x".repeat(128)] {
        assert_eq!(id(&[text.as_bytes()]), text);
    }
}

#[test]
fn invalid_id_is_removed() {
    let long = "x".repeat(129);
    let cases: [&[&[u8]]; 7] = [
        &[],
        &[b""],
        &[b"a b"],
        &[b"a\tb"],
        &[b"\xff"],
        &[long.as_bytes()],
        &[b"a", b"b"],
    ];
    for values in cases {
        assert_eq!(id(values), "", "{values:?}");
    }
}
