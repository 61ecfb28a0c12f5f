use accounts_tests::{GOOD_BODY, Installation, PORTAL, Protocol};
use http_body_util::{BodyExt as _, Full};
use hyper::Request;
use hyper::body::Bytes;
use hyper::client::conn::http2;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::TcpStream;

#[tokio::test]
async fn send_large_body_refused_early() {
    let service = Installation::new().serve();
    let key = service.key();
    let large = "x".repeat(3 * 1024 * 1024);
    for (key, status) in [(key.as_str(), 413), ("", 401), ("wrong", 401)] {
        let client = service.client().over(Protocol::Http2).portal();
        let client = client.header("x-api-key", key);
        let answer = client.json(large.clone()).send().await;
        assert_eq!(answer.status, status, "{key}");
        answer.error();
    }
}

/// One refused stream leaves the others of its connection alone.
#[tokio::test]
async fn send_many_streams_on_one_connection() {
    let service = Installation::new().serve();
    let key = service.key();
    let stream = TcpStream::connect(service.address())
        .await
        .expect("a connection");
    let (sender, connection) = http2::handshake(TokioExecutor::new(), TokioIo::new(stream))
        .await
        .expect("HTTP/2");
    tokio::spawn(connection);
    let request = |key: &str, body: String| {
        Request::post(format!("http://{}{PORTAL}", service.address()))
            .header("x-api-key", key)
            .header("content-type", "application/json")
            .body(Full::new(Bytes::from(body)))
            .expect("a request")
    };
    let mut answers = Vec::new();
    for turn in 0..30 {
        let (key, body, status) = match turn % 3 {
            0 => (key.as_str(), GOOD_BODY.to_owned(), 200),
            1 => ("wrong", "x".repeat(1024 * 1024), 401),
            _ => (key.as_str(), "x".repeat(1024 * 1024), 413),
        };
        let mut sender = sender.clone();
        let request = request(key, body);
        answers.push((
            tokio::spawn(async move { sender.send_request(request).await }),
            status,
        ));
    }
    for (answer, status) in answers {
        let answer = answer.await.expect("no panic").expect("an answer");
        assert_eq!(answer.status(), status);
        assert!(!answer.headers().contains_key("connection"));
        answer.into_body().collect().await.expect("a whole body");
    }
}

/// The rules of HTTP/1.1 for `Host` do not hold where there is `:authority`.
#[tokio::test]
async fn send_authority_of_somebody_else() {
    let service = Installation::new().serve();
    let client = service.client().over(Protocol::Http2).good(&service.key());
    client.header("host", "other.example").send().await.portal();
}

/// A client that begins with the preface and goes on with nonsense.
#[tokio::test]
async fn send_preface_and_nonsense() {
    let service = Installation::new().serve();
    let key = service.key();
    let preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    for rest in [
        &b"\xff\xff\xff\xff\xff\xff\xff\xff\xff"[..],
        b"GET / HTTP/1.1\r\nHost: a\r\n\r\n",
    ] {
        let mut connection = service.connect();
        connection.write(preface).write(rest).finish_writing();
    }
    for start in [&preface[..10], preface] {
        service.connect().write(start).finish_writing();
    }
    service.client().good(&key).send().await.portal();
    let client = service.client().over(Protocol::Http2).good(&key);
    client.send().await.portal();
}

/// Requests that are taken back as soon as they are sent (CVE-2023-44487, "rapid reset"): the connection ends, no other does.
#[tokio::test]
async fn take_back_more_requests_than_set() {
    let service = Installation::new().serve();
    let key = service.key();
    let mut frames = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec();
    frames.extend(frame(SETTINGS, 0, &[]));
    for stream in (1..4000).step_by(2) {
        // GET http://a/ out of the static table (RFC 7541, appendix A).
        frames.extend(frame(HEADERS, stream, b"\x82\x86\x84\x41\x01a"));
        frames.extend(frame(RST_STREAM, stream, &CANCEL.to_be_bytes()));
    }
    let mut connection = service.connect();
    connection.write(&frames);
    let said = connection.rest();
    let mut calm = frame(GOAWAY, 0, &[]);
    calm.drain(..3);
    let goaway = said.windows(calm.len()).rposition(|window| window == calm);
    let error = goaway.map(|at| &said[at + calm.len() + 4..][..4]);
    assert_eq!(
        error,
        Some(&ENHANCE_YOUR_CALM.to_be_bytes()[..]),
        "{said:?}"
    );
    let client = service.client().over(Protocol::Http2).good(&key);
    client.send().await.portal();
}

const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const GOAWAY: u8 = 7;
const CANCEL: u32 = 8;
const ENHANCE_YOUR_CALM: u32 = 11;

/// A frame of HTTP/2 (RFC 9113, section 4.1); heads are whole, and nothing follows them.
fn frame(kind: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    const END_STREAM_AND_HEADERS: u8 = 5;
    let length = u32::try_from(payload.len()).expect("a short frame");
    let flags = if kind == HEADERS {
        END_STREAM_AND_HEADERS
    } else {
        0
    };
    let mut frame = length.to_be_bytes()[1..].to_vec();
    frame.extend([kind, flags]);
    frame.extend(stream.to_be_bytes());
    frame.extend(payload);
    frame
}
