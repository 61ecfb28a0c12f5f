use std::time::{Duration, Instant};

use accounts_tests::upstream::{Scripted, StandIn, websocket};
use accounts_tests::{Installation, Metrics};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_ways_until_one_hangs_up() {
    let theirs = StandIn::start();
    let service = Installation::new()
        .with("ACCOUNTS_UPSTREAM", &theirs.origin())
        .with("ACCOUNTS_ADMIN_LISTEN", "127.0.0.1:0")
        .with("ACCOUNTS_IDLE_TIMEOUT_MS", "900")
        .serve();
    let mut socket = websocket(service.address(), "websocket")
        .await
        .expect("a tunnel");
    let mut buffer = [0; 5];
    for _ in 0..3 {
        socket.write_all(b"hello").await.expect("it is taken");
        socket.read_exact(&mut buffer).await.expect("an echo");
        assert_eq!(&buffer, b"hello");
        // Longer than a connection of ours may be idle.
        tokio::time::sleep(Duration::from_millis(700)).await;
    }
    let metrics = Metrics::of(service.admin()).await;
    assert_eq!(metrics.get("upstream_active_requests", &[]), 1.0);
    assert_eq!(metrics.get("http_server_open_connections", &[]), 1.0);
    let switched = [("path", "other"), ("method", "GET"), ("status", "1xx")];
    assert_eq!(metrics.get("upstream_requests_total", &switched), 1.0);
    // They echo what is left, and hang up as well.
    socket.write_all(b"bye").await.expect("it is taken");
    socket.shutdown().await.expect("half of it ends");
    let mut rest = Vec::new();
    socket.read_to_end(&mut rest).await.expect("the end");
    assert_eq!(rest, b"bye");
    let start = Instant::now();
    while Metrics::of(service.admin())
        .await
        .get("http_server_open_connections", &[])
        > 0.0
    {
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "it counts as open"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let seen = theirs.last().headers;
    assert_eq!(
        (&seen["connection"], &seen["upgrade"]),
        (
            &"upgrade".parse().expect("a value"),
            &"websocket".parse().expect("a value")
        )
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn silent_ones_are_closed() {
    let theirs = StandIn::start();
    let service = Installation::new()
        .with("ACCOUNTS_UPSTREAM", &theirs.origin())
        .with("ACCOUNTS_UPSTREAM_TIMEOUT_MS", "500")
        .serve();
    let mut socket = websocket(service.address(), "websocket")
        .await
        .expect("a tunnel");
    let mut rest = Vec::new();
    let closed = tokio::time::timeout(Duration::from_secs(20), socket.read_to_end(&mut rest));
    closed.await.expect("it is closed").ok();
}

/// Through another protocol, requests for our operations could pass unseen.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_but_websockets() {
    let theirs = StandIn::start();
    let service = Installation::new()
        .with("ACCOUNTS_UPSTREAM", &theirs.origin())
        .serve();
    for protocol in ["h2c", "TLS/1.0", "h2c, websocket"] {
        let refused = websocket(service.address(), protocol)
            .await
            .expect_err(protocol);
        assert_eq!(refused.status(), 426, "{protocol}");
        assert!(!theirs.last().headers.contains_key("upgrade"));
    }
    const UNASKED: &[&str] =
        &["HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n"];
    let theirs = Scripted::start(UNASKED, Duration::from_secs(1)).await;
    let service = Installation::new()
        .with("ACCOUNTS_UPSTREAM", &theirs.origin())
        .serve();
    let answer = service.client().ask("GET", "/x").send().await;
    answer.assert_error(502, "The server behind this one did not answer");
}

/// They have the time that requests have, and no longer.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stopping_lets_them_end() {
    let theirs = StandIn::start();
    let service = Installation::new()
        .with("ACCOUNTS_UPSTREAM", &theirs.origin())
        .serve();
    let mut socket = websocket(service.address(), "websocket")
        .await
        .expect("a tunnel");
    service.terminate();
    service.wait_for_log("no longer ready");
    tokio::time::sleep(Duration::from_millis(500)).await;
    socket.write_all(b"still").await.expect("it is taken");
    let mut buffer = [0; 5];
    socket.read_exact(&mut buffer).await.expect("an echo");
    drop(socket);
    let start = Instant::now();
    let (ran, _) = service.wait();
    assert!(
        start.elapsed() < Duration::from_secs(10),
        "{:?}",
        start.elapsed()
    );
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(!ran.stderr.contains("cut off"), "{}", ran.stderr);
}
