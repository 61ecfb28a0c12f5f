use std::time::Duration;

use accounts_tests::upstream::StandIn;
use accounts_tests::{GOOD_BODY, Installation, PORTAL};
use axum::body::Body;
use hyper::Request;
use hyper::client::conn::http2;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::TcpStream;

/// More than the systems on the way have room for.
const UPLOAD_BYTES: usize = 32 << 20;

/// Clients of a load balancer may share one connection: an upload that nobody reads does not keep the others from sending.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn unread_upload_beside_our_operation() {
    let theirs = StandIn::start();
    let service = Installation::new()
        .with("ACCOUNTS_UPSTREAM", &theirs.origin())
        .serve();
    let (address, key) = (service.address(), service.key());
    let stream = TcpStream::connect(address).await.expect("a connection");
    let connecting = http2::handshake(TokioExecutor::new(), TokioIo::new(stream));
    let (mut sender, connection) = connecting.await.expect("HTTP/2");
    tokio::spawn(connection);
    let post = |path: &str| Request::post(format!("http://{address}{path}"));
    let upload = post("/never").body(Body::from(vec![b'x'; UPLOAD_BYTES]));
    tokio::spawn(sender.send_request(upload.expect("a request")));
    while theirs.seen().is_empty() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    // Until nothing moves any more.
    tokio::time::sleep(Duration::from_secs(1)).await;
    let ours = post(PORTAL)
        .header("x-api-key", &key)
        .header("content-type", "application/json")
        .body(Body::from(GOOD_BODY));
    let answer = sender.send_request(ours.expect("a request"));
    let answer = tokio::time::timeout(Duration::from_secs(20), answer).await;
    let answer = answer.expect("it waits for the upload");
    assert_eq!(answer.expect("a response").status(), 200);
}
