use std::iter;
use std::thread;
use std::time::{Duration, Instant};

use accounts_tests::{GOOD_BODY, Installation};

use crate::case::Expected::Error;
use crate::case::{assert_answer, good, good_lines, post, stranger_lines, with_key};

#[tokio::test]
async fn send_body_too_slowly() {
    let service = Installation::new().serve();
    let key = service.key();
    for start in ["", &GOOD_BODY[..9]] {
        let mut connection = service.connect();
        connection.write(&with_key(post(&good_lines(), start).as_bytes(), &key));
        assert_answer(&connection.answer().expect("an answer"), Error(408));
        connection.assert_closed();
    }
    service.client().good(&key).send().await.portal();
}

#[tokio::test]
async fn send_no_body_as_stranger() {
    // A stranger's response does not wait for the body.
    let service = Installation::new().serve();
    let start = Instant::now();
    let mut connection = service.connect();
    connection.write(post(&stranger_lines(), "").as_bytes());
    assert_answer(&connection.answer().expect("an answer"), Error(401));
    assert!(
        start.elapsed() < Duration::from_secs(4),
        "{:?}",
        start.elapsed()
    );
    connection.assert_closed();
}

#[tokio::test]
async fn send_head_too_slowly() {
    let service = Installation::new()
        .with("ACCOUNTS_IDLE_TIMEOUT_MS", "600")
        .serve();
    for start in ["", "G", "GET / HTTP/1.1\r\nHost: a\r\n"] {
        service.connect().write(start.as_bytes()).assert_closed();
    }
    let key = service.key();
    service.client().good(&key).send().await.portal();
}

/// Proxies keep connections for a minute: a request head has a third of the time that a connection may be idle.
#[tokio::test]
async fn idle_longer_than_a_head_may_take() {
    let service = Installation::new()
        .with("ACCOUNTS_IDLE_TIMEOUT_MS", "2400")
        .serve();
    let key = service.key();
    let mut connection = service.connect();
    let probe = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";
    let session = String::from_utf8(with_key(good().as_bytes(), &key)).expect("UTF-8");
    for request in [probe, &session, &session, probe] {
        connection.write(request.as_bytes());
        assert_eq!(connection.answer().expect("an answer").status, 200);
        thread::sleep(Duration::from_millis(1000));
    }
    // An answer that came before the body: what is left of that is no head.
    let stranger = post(&stranger_lines(), "");
    connection.write(stranger.as_bytes());
    assert_eq!(connection.answer().expect("an answer").status, 401);
}

#[tokio::test]
async fn idle_for_too_long() {
    let service = Installation::new()
        .with("ACCOUNTS_IDLE_TIMEOUT_MS", "500")
        .serve();
    let mut connection = service.connect();
    connection.write(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_eq!(connection.answer().expect("an answer").status, 200);
    let begin = Instant::now();
    connection.assert_closed();
    let idle = begin.elapsed();
    assert!(idle >= Duration::from_millis(400), "{idle:?}");
    assert!(idle < Duration::from_secs(20), "{idle:?}");
}

/// The first head of a connection and any after it, whole requests before them or half of one, however steadily bytes come.
#[tokio::test]
async fn send_any_head_too_slowly() {
    let service = Installation::new()
        .with("ACCOUNTS_IDLE_TIMEOUT_MS", "1500")
        .serve();
    let probe = "GET /healthz HTTP/1.1\r\nHost: a\r\n";
    for requests_before in [0, 1, 2] {
        let mut connection = service.connect();
        for _ in 0..requests_before {
            connection.write(format!("{probe}\r\n").as_bytes());
            assert_eq!(connection.answer().expect("an answer").status, 200);
            thread::sleep(Duration::from_millis(600));
        }
        let begin = Instant::now();
        let mut bytes = probe
            .bytes()
            .chain("X-Filler: ".bytes())
            .chain(iter::repeat(b'x'));
        while connection.takes(&[bytes.next().expect("no end")]) {
            let time = begin.elapsed();
            assert!(
                time < Duration::from_secs(20),
                "{requests_before}: still open after {time:?}"
            );
            thread::sleep(Duration::from_millis(50));
        }
        connection.assert_closed();
    }
}

#[tokio::test]
async fn open_connections_beyond_limit() {
    let service = Installation::new()
        .with("ACCOUNTS_IDLE_TIMEOUT_MS", "900")
        .with_connections(2)
        .serve();
    let key = service.key();
    // Both places are taken by connections that say nothing; they lose them in time.
    let _silent = [service.connect(), service.connect()];
    service.client().good(&key).send().await.portal();
}
