use std::time::Duration;

use accounts_tests::upstream::{Scripted, StandIn, exchange, frames, request};
use accounts_tests::{Installation, Metrics};
use axum::body::{Body, Bytes};
use http_body_util::channel::Channel;
use http_body_util::{BodyExt as _, Full};
use hyper::Version;
use hyper::header::{CONTENT_LENGTH, EXPECT, TE};

fn service(origin: &str) -> accounts_tests::Service {
    Installation::new()
        .with("ACCOUNTS_UPSTREAM", origin)
        .serve()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn events_come_at_once() {
    let theirs = StandIn::start();
    let service = service(&theirs.origin());
    let address = service.address();
    let response = exchange(address, request(address, "/events")).await;
    let response = response.expect("a response");
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let mut body = response.into_body();
    let next = tokio::time::timeout(Duration::from_secs(10), body.frame()).await;
    let first = next.expect("at once").expect("a frame").expect("a frame");
    assert_eq!(first.into_data().expect("data"), "data: 1\n\n");
    theirs.go_on();
    let second = body.frame().await.expect("a frame").expect("a frame");
    assert_eq!(second.into_data().expect("data"), "data: 2\n\n");
    drop(body);
    let start = std::time::Instant::now();
    while theirs.abandoned() == 0 {
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "nobody tells them"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Longer than a connection may be idle, and than a response of ours may take.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn long_streams_are_not_cut_off() {
    let theirs = StandIn::start();
    let service = Installation::new()
        .with("ACCOUNTS_UPSTREAM", &theirs.origin())
        .with("ACCOUNTS_UPSTREAM_TIMEOUT_MS", "1500")
        .with("ACCOUNTS_REQUEST_DEADLINE_MS", "500")
        .with("ACCOUNTS_IDLE_TIMEOUT_MS", "900")
        .serve();
    let address = service.address();
    let response = exchange(address, request(address, "/ticks")).await;
    let (ticks, whole) = frames(response.expect("a response")).await;
    assert!(whole && ticks.concat() == b"tick\n".repeat(15), "{ticks:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn uploads_with_and_without_length() {
    const BYTES: usize = 5 << 20;
    let theirs = StandIn::start();
    let service = service(&theirs.origin());
    let address = service.address();
    let mut with_length = request(address, "/upload");
    *with_length.method_mut() = "POST".parse().expect("a method");
    *with_length.body_mut() = Body::from(vec![1; BYTES]);
    let response = exchange(address, with_length).await.expect("a response");
    assert_eq!(
        frames(response).await.0.concat(),
        BYTES.to_string().as_bytes()
    );
    let length = theirs.last().headers.get(CONTENT_LENGTH).cloned();
    assert_eq!(length.expect("a length"), BYTES.to_string().as_str());

    let (mut sender, body) = Channel::<Bytes, std::io::Error>::new(1);
    tokio::spawn(async move {
        for _ in 0..BYTES >> 16 {
            let sent = sender.send_data(Bytes::from(vec![2; 1 << 16])).await;
            sent.expect("it is read");
        }
    });
    let mut chunked = request(address, "/upload");
    *chunked.method_mut() = "PUT".parse().expect("a method");
    *chunked.body_mut() = Body::new(body);
    let response = exchange(address, chunked).await.expect("a response");
    assert_eq!(
        frames(response).await.0.concat(),
        BYTES.to_string().as_bytes()
    );
    assert_eq!(theirs.last().headers["transfer-encoding"], "chunked");
}

/// hyper has no body for these methods where nothing says how long it is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bodies_of_unknown_length_with_any_method() {
    let theirs = StandIn::start();
    let service = service(&theirs.origin());
    for method in ["GET", "DELETE", "POST"] {
        let mut connection = service.connect();
        let head = format!("{method} /upload HTTP/1.1\r\nHost: a\r\n");
        let body = "Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n";
        connection.write(format!("{head}{body}").as_bytes());
        let answer = connection.answer().expect("an answer");
        assert_eq!(
            (answer.status, answer.body.as_slice()),
            (200, &b"4"[..]),
            "{method}"
        );
    }
}

/// They answer, and wait for the rest of a body that never comes: the connection does not stay open for it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rest_of_a_body_is_not_awaited_for_ever() {
    const NO_BODY: &[&str] = &["HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"];
    const BODY: &[&str] = &["HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno"];
    for script in [NO_BODY, BODY] {
        let theirs = Scripted::start(script, Duration::from_secs(600)).await;
        let service = Installation::new()
            .with("ACCOUNTS_UPSTREAM", &theirs.origin())
            .with("ACCOUNTS_UPSTREAM_TIMEOUT_MS", "500")
            .with("ACCOUNTS_ADMIN_LISTEN", "127.0.0.1:0")
            .serve();
        let mut connection = service.connect();
        connection.write(b"POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf");
        assert_eq!(connection.answer().expect("an answer").status, 401);
        let start = std::time::Instant::now();
        loop {
            let metrics = Metrics::of(service.admin()).await;
            let open = metrics.get("http_server_open_connections", &[]);
            if open + metrics.get("upstream_active_requests", &[]) == 0.0 {
                break;
            }
            let is_early = start.elapsed() < Duration::from_secs(20);
            assert!(is_early, "it is held: {script:?}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        drop(connection);
    }
}

/// RFC 9112, section 6.3: the coding counts, and the length is not passed on.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn response_with_length_and_coding() {
    const BOTH: &[&str] = &[
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n",
        "4\r\nbody\r\n0\r\n\r\n",
    ];
    let theirs = Scripted::start(BOTH, Duration::from_millis(20)).await;
    let service = service(&theirs.origin());
    let address = service.address();
    let response = exchange(address, request(address, "/x")).await;
    let response = response.expect("a response");
    assert_eq!(response.headers().get(CONTENT_LENGTH), None);
    let (parts, whole) = frames(response).await;
    assert!(whole && parts.concat() == b"body", "{parts:?}");
}

/// They answer before they have read the body: the client, which writes all of it first, sees why.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn early_refusal_is_seen() {
    let theirs = StandIn::start();
    let service = service(&theirs.origin());
    let mut connection = service.connect();
    let head = "POST /refuses-bodies HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n";
    connection
        .write(head.as_bytes())
        .write(&vec![b'x'; 3_000_000]);
    let answer = connection.answer().expect("an answer");
    assert_eq!(
        (answer.status, answer.body.as_slice()),
        (413, &b"too large"[..])
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn expectation_is_met() {
    let theirs = StandIn::start();
    let service = service(&theirs.origin());
    let mut connection = service.connect();
    connection.write(
        b"POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n",
    );
    assert_eq!(connection.answer().expect("an answer").status, 100);
    connection.write(b"body");
    let answer = connection.answer().expect("an answer");
    assert_eq!((answer.status, answer.body.as_slice()), (200, &b"4"[..]));
    assert_eq!(theirs.last().headers[EXPECT], "100-continue");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn trailers_for_whoever_reads_them() {
    let theirs = StandIn::start();
    let service = service(&theirs.origin());
    let address = service.address();
    for (te, trailer) in [("trailers", Some("abc")), ("gzip", None)] {
        let mut request = request(address, "/trailers");
        request
            .headers_mut()
            .insert(TE, te.parse().expect("a value"));
        let response = exchange(address, request).await.expect("a response");
        assert_eq!(response.headers()["trailer"], "x-checksum");
        let collected = response.into_body().collect().await.expect("a body");
        let trailers = collected
            .trailers()
            .and_then(|fields| fields.get("x-checksum"));
        let trailers = trailers.map(|value| value.to_str().expect("text").to_owned());
        assert_eq!(trailers.as_deref(), trailer, "{te}");
        assert_eq!(collected.to_bytes(), "body");
    }
}

/// What belongs to the head stays in it where there is no body, and nothing is made up where it says nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn heads_without_bodies() {
    const WITH: &[&str] = &["HTTP/1.1 200 OK\r\nContent-Length: 12345\r\nETag: \"a\"\r\n\r\n"];
    const WITHOUT: &[&str] = &["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"];
    const EARLY: &[&str] = &[
        "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n",
        "HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n\r\n",
    ];
    for (script, method, status, length) in [
        (WITH, "HEAD", 200, Some("12345")),
        (WITHOUT, "HEAD", 200, None),
        (EARLY, "GET", 304, None),
    ] {
        let theirs = Scripted::start(script, Duration::from_millis(20)).await;
        let service = service(&theirs.origin());
        let address = service.address();
        let mut request = request(address, "/file");
        *request.method_mut() = method.parse().expect("a method");
        let response = exchange(address, request).await.expect("a response");
        assert_eq!(response.status(), status);
        let found = response.headers().get(CONTENT_LENGTH);
        let found = found.map(|value| value.to_str().expect("text"));
        assert_eq!(found, length, "{script:?}");
        let (frames, whole) = frames(response).await;
        assert!(frames.is_empty() && whole);
    }
}

/// A body of unknown length, for a client that cannot know where it ends but by the connection.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn old_clients_get_everything() {
    const CLOSED: &[&str] = &["HTTP/1.0 200 OK\r\n\r\nfirst, ", "second"];
    let theirs = Scripted::start(CLOSED, Duration::from_millis(50)).await;
    let service = service(&theirs.origin());
    let mut connection = service.connect();
    connection.write(b"GET /file HTTP/1.0\r\n\r\n");
    let text = String::from_utf8(connection.rest()).expect("text");
    assert!(
        text.starts_with("HTTP/1.0 200") && text.ends_with("first, second"),
        "{text}"
    );
    let address = service.address();
    let full = request(address, "/file").map(|_| Body::new(Full::<Bytes>::default()));
    let response = exchange(address, full).await.expect("a response");
    assert_eq!(response.version(), Version::HTTP_11, "ours, not theirs");
    let (parts, whole) = frames(response).await;
    assert!(whole && parts.concat() == b"first, second");
}
