use accounts_api::{Limits, Rejection};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::Value;

use crate::stub::{self, Seen};

/// Longest text that says why a body is refused, in bytes: it must not grow with what was sent.
const MAX_REFUSAL_BYTES: usize = 256;

/// A request body: through the generated stub's limits, decoding and validation.
pub fn body(input: &[u8]) {
    let (status, answer, seen) = send(input);
    // The second opinion; it lets a name be there twice, and the last one count.
    let value = serde_json::from_slice::<Value>(input).ok();
    let sent = value.as_ref().and_then(Value::as_object);
    let sent = sent.and_then(|object| object.get("returnUrl")?.as_str());

    if let Some(url) = seen.return_url {
        assert_eq!(status, StatusCode::OK);
        assert!(input.len() <= Limits::default().body_bytes);
        assert!(std::str::from_utf8(input).is_ok(), "not UTF-8, but taken");
        fluent_uri::Uri::parse(url.as_str()).expect("no URI, but taken");
        // Numbers that no number of the reference can hold are passed over by the stub.
        assert!(
            value.is_none() || sent == Some(url.as_str()),
            "read otherwise"
        );
        let answer: Value = serde_json::from_slice(&answer).expect("an answer in JSON");
        assert_eq!(answer["url"], url.as_str(), "not as received");
        return;
    }
    let rejection = seen.rejection.expect("neither taken nor refused");
    let text = String::from_utf8(answer).expect("a refusal in UTF-8");
    assert!(
        text.len() <= MAX_REFUSAL_BYTES,
        "a refusal of {} bytes: {text}",
        text.len()
    );
    assert!(
        !text.contains(char::is_control),
        "a refusal that breaks lines: {text:?}"
    );
    let expected = match &rejection {
        Rejection::BodyTooLarge { limit_bytes } => {
            assert!(input.len() > *limit_bytes);
            StatusCode::PAYLOAD_TOO_LARGE
        }
        Rejection::BodyMissing => {
            assert!(input.is_empty());
            StatusCode::BAD_REQUEST
        }
        Rejection::Syntax { .. } => {
            assert!(value.is_none(), "JSON, but refused as none: {text}");
            StatusCode::BAD_REQUEST
        }
        Rejection::Body(violation) => {
            if let Some(url) = sent.filter(|url| fluent_uri::Uri::parse(*url).is_ok()) {
                // Only for the one reason that the reference does not see: another one before it.
                assert_eq!(violation.field, "returnUrl");
                let once = serde_json::to_vec(&value).expect("JSON");
                let taken = send(&once).2.return_url.map(|taken| taken.to_string());
                let fits = once.len() <= Limits::default().body_bytes;
                assert!(
                    taken.as_deref() == Some(url) || !fits,
                    "fits, but refused: {text}"
                );
            }
            StatusCode::BAD_REQUEST
        }
        other => panic!("not about the body: {other:?}"),
    };
    assert_eq!(status, expected);
}

fn send(body: &[u8]) -> (StatusCode, Vec<u8>, Seen) {
    let request = Request::post("/api/subscriptions/portal")
        .header("x-api-key", "recoup_sk_x")
        .header("content-type", "application/json")
        .body(Body::from(body.to_vec()));
    stub::call(request.expect("a request"))
}
