use std::time::{Duration, Instant};

use accounts_tests::{GOOD_BODY, Installation, Raw};

use crate::case::Expected::{Empty, Error, Session};
use crate::case::{assert_answer, good_lines, post, stranger_lines, with_key};

const EXPECT: &str = "Expect: 100-continue\r\n";

#[tokio::test]
async fn expect_continue_with_key() {
    let service = Installation::new().serve();
    let key = service.key();
    let mut connection = service.connect();
    for _ in 0..2 {
        let head = post(&format!("{}{EXPECT}", good_lines()), "");
        connection.write(&with_key(head.as_bytes(), &key));
        let go_ahead = connection.answer().expect("a go-ahead");
        assert_eq!(go_ahead.status, 100);
        connection.write(GOOD_BODY.as_bytes());
        assert_answer(&connection.answer().expect("an answer"), Session);
    }
}

/// Less than the two seconds for which a server drains a body. Where none is sent, it must not wait for it.
const AT_ONCE: Duration = Duration::from_millis(1500);

#[track_caller]
fn assert_closed_at_once(connection: &mut Raw) {
    let start = Instant::now();
    connection.assert_closed();
    assert!(start.elapsed() < AT_ONCE, "{:?}", start.elapsed());
}

/// Who waits for a go-ahead and gets an answer has not sent the body, and must not be asked for it.
#[tokio::test]
async fn expect_continue_refused_by_head() {
    let service = Installation::new().serve();
    let key = service.key();
    let text = format!(
        "x-api-key: {{key}}\r\nContent-Length: {}\r\n",
        GOOD_BODY.len()
    );
    let large = "x-api-key: {key}\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n";
    for (lines, status) in [
        (stranger_lines(), 401),
        (format!("x-api-key: wrong\r\n{}", stranger_lines()), 401),
        (text, 415),
        (large.to_owned(), 413),
    ] {
        let mut connection = service.connect();
        let head = post(&format!("{lines}{EXPECT}"), "");
        connection.write(&with_key(head.as_bytes(), &key));
        assert_answer(&connection.answer().expect("an answer"), Error(status));
        assert_closed_at_once(&mut connection);
    }
}

#[tokio::test]
async fn expect_continue_elsewhere() {
    let service = Installation::new().serve();
    for (line, expected) in [
        ("POST /unknown", Error(404)),
        ("PUT /api/subscriptions/portal", Error(405)),
        ("POST /healthz", Error(405)),
        ("OPTIONS /", Empty(200)),
    ] {
        let mut connection = service.connect();
        let head = format!("{line} HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n{EXPECT}\r\n");
        connection.write(head.as_bytes());
        assert_answer(&connection.answer().expect("an answer"), expected);
        assert_closed_at_once(&mut connection);
    }
}
