use crate::case::Expected::{Error, Session};
use crate::case::Then::Open;
use crate::case::{case, post, run, stranger_lines};
use accounts_tests::GOOD_BODY;

/// A request with a key and this body.
fn with_body(body: &[u8]) -> Vec<u8> {
    let lines = "x-api-key: {key}\r\nContent-Type: application/json\r\n";
    let head = post(&format!("{lines}Content-Length: {}\r\n", body.len()), "");
    [head.as_bytes(), body].concat()
}

#[tokio::test]
async fn send_json_of_each_kind() {
    let deep = |end: &str| format!(r#"{{"x":{}{end}"#, "[".repeat(5_000));
    let closed = format!(
        r#"{},"returnUrl":"https://example.com"}}"#,
        "]".repeat(5_000)
    );
    run(vec![
        case("good", with_body(GOOD_BODY.as_bytes()), &[Session], Open),
        case(
            "bad UTF-8",
            with_body(b"{\"returnUrl\":\"https://example.com/\xc3\x28\"}"),
            &[Error(400)],
            Open,
        ),
        case(
            "bad UTF-8 in an unknown key",
            with_body(b"{\"\xff\":1,\"returnUrl\":\"https://example.com\"}"),
            &[Error(400)],
            Open,
        ),
        case("NUL", with_body(b"\0"), &[Error(400)], Open),
        case(
            "NUL in the text",
            with_body(b"{\"returnUrl\":\"https://example.com/\0\"}"),
            &[Error(400)],
            Open,
        ),
        case(
            "escaped NUL in the text",
            with_body(br#"{"returnUrl":"https://example.com/\u0000"}"#),
            &[Error(400)],
            Open,
        ),
        case(
            "byte order mark",
            with_body("\u{feff}{}".as_bytes()),
            &[Error(400)],
            Open,
        ),
        case("UTF-16", with_body(b"{\0}\0"), &[Error(400)], Open),
        case(
            "nested and good",
            with_body(deep(&closed).as_bytes()),
            &[Session],
            Open,
        ),
        case(
            "nested without end",
            with_body(deep("").as_bytes()),
            &[Error(400)],
            Open,
        ),
        case(
            "key twice",
            with_body(br#"{"returnUrl":"https://a.example","returnUrl":"https://b.example"}"#),
            &[Error(400)],
            Open,
        ),
        case(
            "array",
            with_body(br#"["https://example.com"]"#),
            &[Error(400)],
            Open,
        ),
        case("null", with_body(b"null"), &[Error(400)], Open),
        case(
            "number without end",
            with_body(&[b'9'; 10_000]),
            &[Error(400)],
            Open,
        ),
        case("blanks", with_body(&[b' '; 10_000]), &[Error(400)], Open),
    ])
    .await;
}

#[tokio::test]
async fn send_credentials_of_each_kind() {
    let with = |lines: &str| post(&format!("{lines}{}", stranger_lines()), GOOD_BODY);
    let key = "x-api-key: {key}\r\n";
    let bearer = "Authorization: Bearer {key}\r\n";
    let bad_utf8 = with("x-api-key: ?\r\n").replace('?', "\u{0}").into_bytes();
    let bad_utf8 = bad_utf8
        .into_iter()
        .map(|byte| if byte == 0 { 0xff } else { byte });
    // A stranger's body is not waited for; when it is small it is read later, and the connection used again.
    run(vec![
        case("none", with(""), &[Error(401)], Open),
        case(
            "key twice",
            with(&format!("{key}{key}")),
            &[Error(401)],
            Open,
        ),
        case(
            "bearer twice",
            with(&format!("{bearer}{bearer}")),
            &[Error(401)],
            Open,
        ),
        case(
            "key and bearer",
            with(&format!("{key}{bearer}")),
            &[Error(401)],
            Open,
        ),
        case(
            "empty headers",
            with("x-api-key:\r\nAuthorization: \r\n"),
            &[Error(401)],
            Open,
        ),
        case(
            "empty key first",
            with(&format!("x-api-key:\r\n{key}")),
            &[Session],
            Open,
        ),
        case(
            "empty key last",
            with(&format!("{key}x-api-key:\r\n")),
            &[Session],
            Open,
        ),
        case(
            "two keys",
            with(&format!("{key}x-api-key: other\r\n")),
            &[Error(401)],
            Open,
        ),
        case(
            "no UTF-8",
            bad_utf8.collect::<Vec<_>>(),
            &[Error(401)],
            Open,
        ),
        case(
            "16 kB key",
            with(&format!("x-api-key: {}\r\n", "k".repeat(16_000))),
            &[Error(401)],
            Open,
        ),
        case(
            "odd case",
            with("aUTHORIZATION: bEARER {key}\r\n"),
            &[Session],
            Open,
        ),
        case(
            "blanks around",
            with("X-API-KEY: \t {key} \t\r\n"),
            &[Session],
            Open,
        ),
        case(
            "empty bearer beside a key",
            with(&format!("{key}Authorization:\r\n")),
            &[Session],
            Open,
        ),
    ])
    .await;
}

#[tokio::test]
async fn send_content_type_of_each_kind() {
    let lines = format!(
        "x-api-key: {{key}}\r\nContent-Length: {}\r\n",
        GOOD_BODY.len()
    );
    let with = |content_type: &str| post(&format!("{content_type}{lines}"), GOOD_BODY);
    run(vec![
        case("none", with(""), &[Error(415)], Open),
        case("empty", with("Content-Type:\r\n"), &[Error(415)], Open),
        case(
            "text",
            with("Content-Type: text/plain\r\n"),
            &[Error(415)],
            Open,
        ),
        case(
            "form",
            with("Content-Type: application/x-www-form-urlencoded\r\n"),
            &[Error(415)],
            Open,
        ),
        case(
            "twice",
            with(&"Content-Type: application/json\r\n".repeat(2)),
            &[Error(415)],
            Open,
        ),
        case(
            "no UTF-8",
            with("Content-Type: \u{fffd}\r\n"),
            &[Error(415)],
            Open,
        ),
        case(
            "other case",
            with("content-TYPE: APPLICATION/json;a=b\r\n"),
            &[Session],
            Open,
        ),
    ])
    .await;
}
