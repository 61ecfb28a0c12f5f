use std::time::{Duration, Instant};

use accounts_tests::stripe::{Billed, FakeStripe};
use accounts_tests::{GOOD_BODY, Installation, PORTAL};

/// A request whose head and half of whose body have been sent when the server is told to stop.
#[tokio::test]
async fn stop_request_in_flight_finishes() {
    let service = Installation::new().serve();
    let key = service.key();
    let mut idle = service.connect();
    idle.write(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_eq!(idle.answer().expect("an answer").status, 200);

    let mut connection = service.connect();
    let head = format!(
        "POST {PORTAL} HTTP/1.1\r\nHost: a\r\nx-api-key: {key}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nExpect: 100-continue\r\n\r\n",
        GOOD_BODY.len()
    );
    connection.write(head.as_bytes());
    // The go-ahead proves that the request is in flight.
    assert_eq!(connection.answer().expect("a go-ahead").status, 100);
    service.terminate();
    service.wait_for_log("SIGTERM");
    // Nothing waits for connections without a request.
    idle.assert_closed();
    connection.write(GOOD_BODY.as_bytes());
    let answer = connection.answer().expect("an answer");
    assert_eq!(answer.status, 200);
    connection.assert_closed();

    let (ran, _) = service.wait();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

/// Whoever sends requests here needs a moment to notice that they should go elsewhere.
#[tokio::test]
async fn stop_after_a_delay() {
    let service = Installation::new()
        .with("ACCOUNTS_STOP_DELAY_MS", "2000")
        .serve();
    let key = service.key();
    let mut kept = service.connect();
    kept.write(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_eq!(kept.answer().expect("an answer").status, 200);
    let begin = Instant::now();
    service.terminate();
    service.wait_for_log("SIGTERM");
    while begin.elapsed() < Duration::from_millis(1500) {
        let ready = service.client().ask("GET", "/readyz").send().await;
        ready.assert_error(503, "Not ready: stopping");
        let health = service.client().ask("GET", "/healthz").send().await;
        assert_eq!(health.status, 200);
        service.client().good(&key).send().await.portal();
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    kept.write(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
    let answer = kept.answer().expect("an answer");
    assert_eq!((answer.status, answer.header("connection")), (200, None));
    let (ran, _) = service.wait();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(begin.elapsed() >= Duration::from_millis(1900));
}

/// Stripe hangs, and the request may take for ever.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stop_request_that_never_finishes_is_cut_off() {
    let fake = FakeStripe::start();
    let installation =
        Billed::installation(&fake.base()).with("ACCOUNTS_REQUEST_DEADLINE_MS", "86400000");
    let billed = Billed::subscribed(installation, &fake);
    fake.latency(Duration::from_secs(600));
    let request = tokio::spawn(billed.good().send());
    while fake.count() < 1 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let begin = Instant::now();
    let (ran, _) = tokio::task::block_in_place(|| billed.service.stop());
    assert!(ran.stderr.contains("cut off"), "{}", ran.stderr);
    let time = begin.elapsed();
    assert!(time >= Duration::from_secs(14), "{time:?}");
    request.abort();
}

#[test]
fn stop_second_signal_quits_at_once() {
    let service = Installation::new().serve();
    let key = service.key();
    let mut connection = service.connect();
    let head = format!(
        "POST {PORTAL} HTTP/1.1\r\nHost: a\r\nx-api-key: {key}\r\nContent-Type: application/json\r\n\
         Content-Length: 9\r\nExpect: 100-continue\r\n\r\n"
    );
    connection.write(head.as_bytes());
    assert_eq!(connection.answer().expect("a go-ahead").status, 100);
    service.terminate();
    service.wait_for_log("SIGTERM");
    let (ran, _) = service.stop();
    assert_eq!(ran.code, 1, "{}", ran.stderr);
}

#[test]
fn stop_idle_server() {
    let (ran, _) = Installation::new().serve().stop();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

#[test]
fn stop_waits_for_no_connection_without_request() {
    let service = Installation::new().serve();
    let mut half = service.connect();
    half.write(b"GET /healthz HTTP/1.1\r\nHo");
    // Says nothing after its preface, not even that it has heard the goodbye.
    let mut silent = service.connect();
    silent.write(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0");
    let mut served = service.connect();
    served.write(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_eq!(served.answer().expect("an answer").status, 200);
    let (ran, _) = service.stop();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(!ran.stderr.contains("cut off"), "{}", ran.stderr);
}
