use accounts_tests::{GOOD_BODY, Installation};

use crate::case::Expected::Error;
use crate::case::{assert_answer, good_lines, post, stranger_lines, with_key};

#[tokio::test]
async fn send_body_too_slowly() {
    let service = Installation::new()
        .with("ACCOUNTS_BODY_TIMEOUT_MS", "200")
        .serve();
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
    // A stranger's answer does not wait for the body, however long that may take.
    let service = Installation::new()
        .with("ACCOUNTS_BODY_TIMEOUT_MS", "86400000")
        .serve();
    let mut connection = service.connect();
    connection.write(post(&stranger_lines(), "").as_bytes());
    assert_answer(&connection.answer().expect("an answer"), Error(401));
    connection.assert_closed();
}

#[tokio::test]
async fn send_head_too_slowly() {
    let service = Installation::new()
        .with("ACCOUNTS_HEAD_TIMEOUT_MS", "200")
        .serve();
    for start in ["", "G", "GET / HTTP/1.1\r\nHost: a\r\n"] {
        service.connect().write(start.as_bytes()).assert_closed();
    }
    let key = service.key();
    service.client().good(&key).send().await.portal();
}

#[tokio::test]
async fn open_connections_beyond_limit() {
    let service = Installation::new()
        .with("ACCOUNTS_MAX_CONNECTIONS", "2")
        .with("ACCOUNTS_HEAD_TIMEOUT_MS", "300")
        .serve();
    let key = service.key();
    // Both places are taken by connections that say nothing; they lose them in time.
    let _silent = [service.connect(), service.connect()];
    service.client().good(&key).send().await.portal();
}
