use accounts_tests::{GOOD_BODY, Installation};

use crate::case::Expected::{Bare, Error, Session};
use crate::case::{assert_answer, good_lines, post, with_key};

/// Three megabytes, and more than the buffers of the system take. Both are less than what is read of an unwanted body.
const LENGTHS: [usize; 2] = [3 << 20, 7 << 20];

/// A request in each framing that a body of this length can have.
fn framed(lines: &str, bytes: usize) -> [String; 3] {
    let body = "x".repeat(bytes);
    let length = format!("Content-Length: {bytes}\r\n");
    let chunk = format!("10000\r\n{}\r\n", "x".repeat(0x10000));
    let chunks = format!("{}0\r\n\r\n", chunk.repeat(bytes / 0x10000));
    [
        post(&format!("{lines}{length}"), &body),
        post(&format!("{lines}Connection: close\r\n{length}"), &body),
        post(&format!("{lines}Transfer-Encoding: chunked\r\n"), &chunks),
    ]
}

/// A client that writes all of its request before it reads anything can do so, and gets its answer.
#[tokio::test]
async fn send_megabytes_before_reading() {
    let service = Installation::new().serve();
    let key = service.key();
    let keyed = format!("Content-Type: application/json\r\nx-api-key: {key}\r\n");
    let text = format!("Content-Type: text/plain\r\nx-api-key: {key}\r\n");
    let stranger = "Content-Type: application/json\r\n".to_owned();
    for (lines, status) in [(keyed, 413), (stranger, 401), (text, 415)] {
        for bytes in LENGTHS {
            for (turn, sent) in framed(&lines, bytes).iter().enumerate() {
                let mut connection = service.connect();
                assert!(connection.takes(sent.as_bytes()), "{status} {bytes} {turn}");
                let answer = connection.answer().expect("an answer");
                assert_answer(&answer, Error(status));
                connection.assert_closed();
            }
        }
    }
    service.client().good(&key).send().await.portal();
}

#[tokio::test]
async fn send_megabytes_elsewhere() {
    let service = Installation::new().serve();
    for path in ["/unknown", "/healthz", "/manage/x"] {
        for bytes in LENGTHS {
            let length = format!("Content-Length: {bytes}\r\n\r\n{}", "x".repeat(bytes));
            let sent = format!("POST {path} HTTP/1.1\r\nHost: a\r\n{length}");
            let mut connection = service.connect();
            assert!(connection.takes(sent.as_bytes()), "{path}");
            let answer = connection.answer().expect("an answer");
            assert!(matches!(answer.status, 404 | 405), "{path}: {answer:?}");
            // Whichever: the next request is never taken for the rest of the body, nor the rest for a request.
            if answer.header("connection") == Some("close") {
                connection.assert_closed();
            } else {
                connection.write(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
                let further = connection.answer().expect("a further answer");
                assert_eq!(further.status, 200, "{path}");
            }
        }
    }
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
    // Four times what is read of an unwanted body: the server hangs up somewhere in between.
    assert!(!(0..512).all(|_| connection.takes(chunk.as_bytes())));
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
