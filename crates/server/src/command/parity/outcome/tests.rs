use super::*;

fn outcome(status: u16, body: &str) -> Outcome {
    let status = StatusCode::from_u16(status).expect("a status");
    Outcome::of(
        status,
        &HeaderMap::new(),
        body.as_bytes(),
        Some("recoup_sk_canary"),
    )
}

#[test]
fn content_without_secrets() {
    for (body, shown) in [
        ("", "200 without body"),
        (
            r#"{"id":"bps_canary","url":"https://billing.example.com/canary"}"#,
            "200 with a session",
        ),
        (
            r#"{"error":"No \u001b[31m recoup_sk_canary"}"#,
            "200 `No \u{fffd}[31m ***`",
        ),
        (r#"{"error":1}"#, "200 with a JSON object of another form"),
        (
            r#"{"id":"canary","url":"canary","more":1}"#,
            "200 with a JSON object of another form",
        ),
        ("[]", "200 with not a JSON object"),
        ("<html>canary", "200 with not a JSON object"),
    ] {
        let outcome = outcome(200, body);
        assert_eq!(outcome.to_string(), shown, "{body}");
        assert!(!format!("{outcome:?}").contains("canary"), "{outcome:?}");
    }
}

#[test]
fn lists_compare_by_their_items() {
    let cors = |text: &'static str| {
        let mut headers = HeaderMap::new();
        headers.insert(ACCESS_CONTROL_ALLOW_METHODS, text.parse().expect("a value"));
        Outcome::of(StatusCode::OK, &headers, b"", None).cors
    };
    assert_eq!(cors("GET, POST"), cors("POST,GET"));
    assert_ne!(cors("GET, POST"), cors("GET"));
}

#[test]
fn expectations() {
    let expected = |text: &str| serde_json::from_str::<Expected>(text).expect("valid");
    let refused = outcome(401, r#"{"error":"Unauthorized"}"#);
    assert!(refused.is(&expected(r#"{"status":401,"error":"Unauthorized"}"#)));
    assert!(refused.is(&expected(r#"{"status":401}"#)));
    assert!(!refused.is(&expected(r#"{"status":401,"error":"No"}"#)));
    assert!(!refused.is(&expected(r#"{"status":400,"error":"Unauthorized"}"#)));
}
