use std::time::Duration;

use accounts_tests::Installation;
use accounts_tests::load::{Bounds, Slow, hold_off, raise_open_files};
use http_body_util::{BodyExt as _, Empty};
use hyper::Request;
use hyper::body::Bytes;
use hyper::client::conn::http2;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::TcpStream;

/// How much longer than its bound a slow client may stay before it counts as held for ever.
const LEEWAY: Duration = Duration::from_secs(20);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn send_and_read_slowly() {
    raise_open_files();
    let bounds = Bounds {
        head: Duration::from_millis(2_000),
        body: Duration::from_secs(5),
        write: Duration::from_millis(2_000),
    };
    let service = bounds
        .set(Installation::new().with("ACCOUNTS_LOG", "warn"))
        .serve();
    let held = hold_off(&service, 200).await;
    held.alone.assert_only(&[200]);
    held.beside.assert_only(&[200]);
    assert!(held.beside.count(200) > 0);
    assert_eq!(held.cuts.len(), 600);
    for (slow, cut) in held.cuts {
        let bound = bounds.of(slow);
        assert!(
            cut.after >= bound / 2 && cut.after < bound + LEEWAY,
            "{slow:?} {cut:?}"
        );
        let status = (slow == Slow::Body).then_some(408);
        assert_eq!(cut.status, status, "{slow:?} {cut:?}");
    }
}

/// Over HTTP/2 the client says how much it will read.
#[tokio::test]
async fn grant_no_window() {
    let service = Installation::new()
        .with("ACCOUNTS_IDLE_TIMEOUT_MS", "1000")
        .serve();
    let stream = TcpStream::connect(service.address())
        .await
        .expect("a connection");
    let handshake = http2::Builder::new(TokioExecutor::new())
        .initial_stream_window_size(16)
        .handshake(TokioIo::new(stream));
    let (mut sender, connection) = handshake.await.expect("HTTP/2");
    let connection = tokio::spawn(connection);
    let request = Request::get(format!("http://{}/docs", service.address()));
    let request = request.body(Empty::<Bytes>::new()).expect("a request");
    let answer = sender.send_request(request).await.expect("a head");
    assert_eq!(answer.status(), 200);
    let ended = tokio::time::timeout(LEEWAY, connection).await;
    ended.expect("it is cut off").expect("no panic").ok();
    answer.into_body().collect().await.expect_err("half a body");
}
