use accounts_tests::{GOOD_BODY, Installation, Protocol};
use serde_json::json;

#[tokio::test]
async fn send_body_good_forms() {
    let service = Installation::new().serve();
    let key = service.key();
    let url = "https://example.com/account";
    let bodies = [
        json!({ "returnUrl": url, "extra": 1, "other": { "a": [null] } }).to_string(),
        format!("  {{ \"returnUrl\" :\n\t\"{url}\" }}\r\n"),
        r#"{"returnUrl":"https:\/\/example.com\u002faccount"}"#.to_owned(),
        format!(r#"{{"returnUrl":"{url}","":"","returnurl":null}}"#),
        format!(
            r#"{{"deep":{}{},"returnUrl":"{url}"}}"#,
            "[".repeat(8_000),
            "]".repeat(8_000)
        ),
    ];
    for body in bodies {
        let client = service.client().portal().header("x-api-key", &key);
        client.json(body).send().await.portal();
    }
    for content_type in [
        "application/json",
        "Application/JSON",
        "application/json;charset=utf-8",
        "application/json ; charset=\"UTF-8\"",
    ] {
        let client = service.client().portal().header("x-api-key", &key);
        let client = client.header("content-type", content_type).body(GOOD_BODY);
        client.send().await.portal();
    }
}

/// What comes back for a body: the contract's 400, and a message that names what to mend.
const REFUSED: &[(&str, &str)] = &[
    ("", "A request body is required"),
    ("{}", "returnUrl is required"),
    (r#"{"other":1}"#, "returnUrl is required"),
    (
        r#"{"returnurl":"https://example.com"}"#,
        "returnUrl is required",
    ),
    (r#"{"returnUrl":""}"#, "returnUrl is required"),
    (r#"{"returnUrl":null}"#, "returnUrl must be a string"),
    (r#"{"returnUrl":7}"#, "returnUrl must be a string"),
    (r#"{"returnUrl":true}"#, "returnUrl must be a string"),
    (
        r#"{"returnUrl":["https://example.com"]}"#,
        "returnUrl must be a string",
    ),
    (r#"{"returnUrl":{}}"#, "returnUrl must be a string"),
    (
        r#"{"returnUrl":"https://example.com","returnUrl":"https://example.com"}"#,
        "returnUrl must appear only once",
    ),
    (
        r#"{"returnUrl":"nope"}"#,
        "returnUrl must be an absolute URI (RFC 3986), such as https://example.com/path",
    ),
    (
        r#"{"returnUrl":"https://example.com/a b"}"#,
        "returnUrl must be an absolute URI (RFC 3986): ' ' at byte 21 must be percent-encoded",
    ),
    (
        r#"{"returnUrl":"http://example.com/"}"#,
        "returnUrl must start with https:// (http:// is for localhost, 127.0.0.0/8 and [::1] only)",
    ),
    (
        r#"{"returnUrl":"javascript:alert(1)"}"#,
        "returnUrl must start with https:// (http:// is for localhost, 127.0.0.0/8 and [::1] only)",
    ),
    ("null", "The request body must be an object"),
    ("true", "The request body must be an object"),
    ("3.5", "The request body must be an object"),
    (r#""text""#, "The request body must be an object"),
    ("[]", "The request body must be an object"),
    (
        r#"["https://example.com"]"#,
        "The request body must be an object",
    ),
];

#[tokio::test]
async fn send_body_refused_names_what_to_mend() {
    let service = Installation::new().serve();
    let key = service.key();
    let mut wrong = Vec::new();
    for protocol in [Protocol::Http1, Protocol::Http2] {
        for (body, message) in REFUSED {
            let client = service.client().over(protocol).portal();
            let client = client.header("x-api-key", &key);
            let answer = client.json(*body).send().await;
            let found = (answer.status, answer.error());
            if found != (400, (*message).to_owned()) {
                wrong.push(format!("{protocol:?} {body}: {found:?}, not {message:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn send_body_no_json() {
    let service = Installation::new().serve();
    let key = service.key();
    let deep = format!("{{\"a\":{}", "[".repeat(10_000));
    let bodies: [&[u8]; 13] = [
        b"{",
        b"{\"returnUrl\":\"https://example.com\"",
        b"{\"returnUrl\":\"https://example.com\"} x",
        b"{\"returnUrl\":\"https://example.com\"}{}",
        b"{returnUrl:1}",
        b"{'returnUrl':''}",
        b"{\"returnUrl\":\"a\nb\"}",
        b"{\"returnUrl\":\"\\ud800\"}",
        b"{\"returnUrl\":\"https://example.com/\xff\"}",
        b"{\"returnUrl\":\"https://example.com/\",\"ignored\":\"\xff\"}",
        b"\xef\xbb\xbf{\"returnUrl\":\"https://example.com\"}",
        b"\0",
        deep.as_bytes(),
    ];
    for body in bodies {
        let client = service.client().portal().header("x-api-key", &key);
        let answer = client.json(body.to_vec()).send().await;
        assert_eq!(answer.status, 400, "{body:?}");
        let error = answer.error();
        assert!(
            error.starts_with("The request body is not valid JSON: "),
            "{error}"
        );
    }
}

#[tokio::test]
async fn send_body_other_media_type() {
    let service = Installation::new().serve();
    let key = service.key();
    for content_type in [
        None,
        Some(""),
        Some("text/plain"),
        Some("application/x-www-form-urlencoded"),
        Some("application/jsonp"),
        Some("application/problem+json"),
        Some("application/*"),
        Some("json"),
        Some("application/json, text/plain"),
    ] {
        let mut client = service.client().portal().header("x-api-key", &key);
        if let Some(content_type) = content_type {
            client = client.header("content-type", content_type);
        }
        let answer = client.body(GOOD_BODY).send().await;
        answer.assert_error(415, "Content-Type must be application/json");
    }
}

#[tokio::test]
async fn send_body_size_limit() {
    let service = Installation::new().serve();
    let key = service.key();
    let of_bytes = |bytes: usize| {
        let (start, end) = (r#"{"returnUrl":"https://example.com","x":""#, r#""}"#);
        format!(
            "{start}{}{end}",
            "x".repeat(bytes - start.len() - end.len())
        )
    };
    for protocol in [Protocol::Http1, Protocol::Http2] {
        for (bytes, taken) in [(16_384, true), (16_385, false), (100_000, false)] {
            let client = service.client().over(protocol).portal();
            let client = client.header("x-api-key", &key);
            let answer = client.json(of_bytes(bytes)).send().await;
            if taken {
                answer.portal();
            } else {
                answer.assert_error(413, "The request body is larger than 16384 bytes");
            }
        }
    }
}
