use std::net::TcpListener;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use accounts_tests::upstream::{Scripted, StandIn, exchange, frames, request};
use accounts_tests::{Installation, Metrics, Service};

const GONE: &str = "The server behind this one did not answer";
const LATE: &str = "The server behind this one did not answer in time";

fn service(origin: &str, timeout_ms: u32) -> Service {
    Installation::new()
        .with("ACCOUNTS_UPSTREAM", origin)
        .with("ACCOUNTS_UPSTREAM_TIMEOUT_MS", &timeout_ms.to_string())
        .with("ACCOUNTS_ADMIN_LISTEN", "127.0.0.1:0")
        .serve()
}

async fn cut_off(service: &Service, cause: &str) -> f64 {
    let metrics = Metrics::of(service.admin()).await;
    metrics.get("upstream_responses_cut_off_total", &[("cause", cause)])
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_there() {
    let free = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = free.local_addr().expect("an address");
    drop(free);
    let service = service(&format!("http://{address}"), 60_000);
    let key = service.key();
    let answer = service.client().ask("GET", "/api/chats").send().await;
    answer.assert_error(502, GONE);
    service.client().good(&key).send().await.portal();
    let (ran, _) = service.stop();
    assert!(
        ran.stderr.contains("the upstream gave no response"),
        "{}",
        ran.stderr
    );
    assert!(!ran.stderr.contains("/api/chats"), "{}", ran.stderr);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hangs_up_before_its_head() {
    for script in [&[][..], &["HTTP/1.1 2"], &["nonsense\r\n\r\n"]] {
        let theirs = Scripted::start(script, Duration::from_millis(20)).await;
        let service = service(&theirs.origin(), 60_000);
        let answer = service.client().ask("POST", "/x").body("a").send().await;
        answer.assert_error(502, GONE);
    }
}

/// More than that is not kept of a response that nobody has seen yet.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn heads_of_responses_have_a_limit() {
    for (kilobytes, status) in [(48, 200), (200, 502)] {
        let long = "x".repeat(kilobytes << 10);
        let head = format!("HTTP/1.1 200 OK\r\nX-Long: {long}\r\nContent-Length: 0\r\n\r\n");
        let script: &[&str] = vec![&*head.leak()].leak();
        let theirs = Scripted::start(script, Duration::from_millis(20)).await;
        let service = service(&theirs.origin(), 60_000);
        let address = service.address();
        let response = exchange(address, request(address, "/x")).await;
        assert_eq!(response.expect("a head").status(), status, "{kilobytes}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hangs_up_in_its_body() {
    const SHORT: &[&str] = &["HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", "half"];
    const CHUNKED: &[&str] = &[
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        "4\r\nhalf\r\n",
    ];
    for script in [SHORT, CHUNKED] {
        let theirs = Scripted::start(script, Duration::from_millis(100)).await;
        let service = service(&theirs.origin(), 60_000);
        let address = service.address();
        let response = exchange(address, request(address, "/x")).await;
        let (parts, whole) = frames(response.expect("a head")).await;
        assert_eq!((parts.concat().as_slice(), whole), (&b"half"[..], false));
        assert_eq!(cut_off(&service, "connection_error").await, 1.0);
        service.wait_for_log("cut off: it hung up");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn too_slow_before_its_head_and_in_its_body() {
    let theirs = StandIn::start();
    let service = service(&theirs.origin(), 400);
    let start = Instant::now();
    let answer = service.client().ask("GET", "/never").send().await;
    answer.assert_error(504, LATE);
    assert!(start.elapsed() >= Duration::from_millis(400));
    let address = service.address();
    let response = exchange(address, request(address, "/events")).await;
    let (parts, whole) = frames(response.expect("a head")).await;
    assert_eq!(
        (parts.concat().as_slice(), whole),
        (&b"data: 1\n\n"[..], false)
    );
    assert_eq!(cut_off(&service, "timeout").await, 1.0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn client_that_stops_sending() {
    let theirs = StandIn::start();
    let service = service(&theirs.origin(), 400);
    let mut connection = service.connect();
    connection.write(b"POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf");
    let answer = tokio::task::spawn_blocking(move || connection.answer()).await;
    assert_eq!(answer.expect("no panic").expect("an answer").status, 408);
}

/// It holds nothing there for longer than the timeout, and is counted.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn client_that_does_not_read() {
    let theirs = StandIn::start();
    let service = service(&theirs.origin(), 500);
    let mut connection = service.connect();
    connection.write(b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
    let start = Instant::now();
    while cut_off(&service, "client_left").await == 0.0 {
        assert!(start.elapsed() < Duration::from_secs(20), "it is held");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let metrics = Metrics::of(service.admin()).await;
    assert_eq!(metrics.get("upstream_active_requests", &[]), 0.0);
    drop(connection);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn client_that_leaves_before_the_response() {
    let theirs = StandIn::start();
    let service = service(&theirs.origin(), 60_000);
    let mut connection = service.connect();
    connection.write(b"GET /never HTTP/1.1\r\nHost: a\r\n\r\n");
    while theirs.seen().is_empty() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    drop(connection);
    let start = Instant::now();
    loop {
        let metrics = Metrics::of(service.admin()).await;
        if metrics.get("upstream_requests_aborted_total", &[]) == 1.0 {
            break;
        }
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "it is not noticed"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Two hosts that send each other what they do not know.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn loops_end() {
    let target = Arc::new(OnceLock::new());
    let there = Arc::clone(&target);
    let relay = Scripted::relay(move || *there.get().expect("it runs")).await;
    let service = service(&relay.origin(), 5_000);
    target.set(service.address()).expect("set once");
    let answer = service
        .client()
        .ask("GET", "/api/chats")
        .send_to_page()
        .await;
    answer.assert_error(508, "The request came back to this server");
    let ran = service.installation().run(&["doctor"]);
    assert_eq!(ran.code, 1, "{ran:#?}");
    assert!(ran.stdout.contains("answers with status 508"), "{ran:#?}");
}

/// Those beyond are refused at once, and ours are not.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn more_than_there_may_be() {
    let theirs = StandIn::start();
    let service = Installation::new()
        .with("ACCOUNTS_UPSTREAM", &theirs.origin())
        .with("ACCOUNTS_UPSTREAM_MAX_REQUESTS", "3")
        .with("ACCOUNTS_MAX_REQUESTS", "1")
        .with("ACCOUNTS_ADMIN_LISTEN", "127.0.0.1:0")
        .serve();
    let key = service.key();
    let mut waiting = Vec::new();
    for _ in 0..3 {
        let mut connection = service.connect();
        connection.write(b"GET /never HTTP/1.1\r\nHost: a\r\n\r\n");
        waiting.push(connection);
    }
    while theirs.seen().len() < 3 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let answer = service.client().ask("GET", "/never").send().await;
    answer.assert_error(
        503,
        "Too many requests are in flight; try again in a moment",
    );
    service.client().good(&key).send().await.portal();
    let metrics = Metrics::of(service.admin()).await;
    assert_eq!(metrics.get("upstream_requests_shed_total", &[]), 1.0);
    assert_eq!(metrics.get("upstream_active_requests", &[]), 3.0);
}
