use accounts_tests::{GOOD_BODY, Installation};

use crate::case::Expected::{Bare, Error, Session};
use crate::case::{assert_answer, good_lines, post, with_key};

const MEGABYTES: usize = 3 * 1024 * 1024;

/// A client that writes all of its request before it reads anything gets its answer, not a broken connection.
#[tokio::test]
async fn send_3_megabytes_before_reading() {
    let service = Installation::new().serve();
    let key = service.key();
    let keyed = format!("Content-Type: application/json\r\nx-api-key: {key}\r\n");
    let text = format!("Content-Type: text/plain\r\nx-api-key: {key}\r\n");
    let stranger = "Content-Type: application/json\r\n";
    for (name, lines, status) in [
        ("key", keyed.as_str(), 413),
        ("none", stranger, 401),
        ("text", &text, 415),
    ] {
        let body = "x".repeat(MEGABYTES);
        let length = post(&format!("{lines}Content-Length: {MEGABYTES}\r\n"), &body);
        let chunk = format!("10000\r\n{}\r\n", "x".repeat(0x10000));
        let chunks = format!("{}0\r\n\r\n", chunk.repeat(MEGABYTES / 0x10000));
        let chunked = post(&format!("{lines}Transfer-Encoding: chunked\r\n"), &chunks);
        let closing = post(
            &format!("{lines}Connection: close\r\nContent-Length: {MEGABYTES}\r\n"),
            &body,
        );
        for (framing, sent) in [("length", length), ("chunks", chunked), ("close", closing)] {
            let mut connection = service.connect();
            connection.write(sent.as_bytes());
            let answer = connection.answer();
            let answer = answer.unwrap_or_else(|| panic!("{name}, {framing}: hung up"));
            assert_answer(&answer, Error(status));
            connection.assert_closed();
        }
    }
    for path in ["/unknown", "/healthz", "/manage/x"] {
        let body = "x".repeat(MEGABYTES);
        let head =
            format!("POST {path} HTTP/1.1\r\nHost: a\r\nContent-Length: {MEGABYTES}\r\n\r\n");
        let mut connection = service.connect();
        connection.write(format!("{head}{body}").as_bytes());
        let answer = connection.answer();
        let answer = answer.unwrap_or_else(|| panic!("{path}: hung up"));
        assert!(matches!(answer.status, 404 | 405), "{path}: {answer:?}");
        if answer.header("connection") == Some("close") {
            connection.assert_closed();
        } else {
            connection.write(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
            let further = connection.answer().expect("a further answer");
            assert_eq!(further.status, 200, "{path}");
        }
    }
    service.client().good(&key).send().await.portal();
}

#[tokio::test]
async fn send_body_without_end() {
    let service = Installation::new().serve();
    let key = service.key();
    let lines =
        "x-api-key: {key}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n";
    let mut connection = service.connect();
    connection.write(&with_key(post(lines, "").as_bytes(), &key));
    let chunk = format!("10000\r\n{}\r\n", "x".repeat(0x10000));
    // Four times what is read of an unwanted body. The server hangs up somewhere in between, which ends the writing.
    for _ in 0..512 {
        connection.write(chunk.as_bytes());
    }
    connection.finish_writing();
    service.client().good(&key).send().await.portal();
}

#[tokio::test]
async fn send_truncated_body() {
    let service = Installation::new().serve();
    let key = service.key();
    let half = &GOOD_BODY[..20];
    let lines =
        "x-api-key: {key}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n";
    for sent in [
        post(&good_lines(), half),
        post(lines, &format!("40\r\n{half}")),
        post(lines, "4"),
    ] {
        let mut connection = service.connect();
        connection.write(&with_key(sent.as_bytes(), &key));
        connection.finish_writing();
        // Nobody may be there any more to read it, but if there is, then this.
        if let Some(answer) = connection.answer() {
            assert_answer(&answer, Error(400));
        }
        connection.assert_closed();
    }
    service.client().good(&key).send().await.portal();
}

#[tokio::test]
async fn send_truncated_head() {
    let service = Installation::new().serve();
    for sent in [
        "",
        "P",
        "POST /api",
        "POST / HTTP/1.1\r\nHost: a\r\nX-",
        "\r\n",
    ] {
        let mut connection = service.connect();
        connection.write(sent.as_bytes()).finish_writing();
        if let Some(answer) = connection.answer() {
            assert_answer(&answer, Bare(400));
        }
        connection.assert_closed();
    }
    let key = service.key();
    service.client().good(&key).send().await.portal();
}

#[tokio::test]
async fn send_request_byte_by_byte() {
    let service = Installation::new().serve();
    let key = service.key();
    let mut connection = service.connect();
    for byte in with_key(post(&good_lines(), GOOD_BODY).as_bytes(), &key) {
        connection.write(&[byte]);
    }
    assert_answer(&connection.answer().expect("an answer"), Session);
}
