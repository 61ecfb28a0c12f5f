use std::time::Duration;

use accounts_tests::load::Crowd;
use accounts_tests::stripe::{Billed, FakeStripe};
use accounts_tests::{Installation, Service};

/// Clients over HTTP/1.1 and HTTP/2 that do not let up while the server is told to stop: what is sent is answered.
async fn stop_under_load(service: Service, key: &str) {
    let crowd = Crowd::start(service.address(), key, 24);
    while crowd.count() < 100 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    service.terminate();
    let seen = crowd.ended().await;
    assert!(seen.failures.is_empty(), "{}", seen.summary());
    assert_eq!(seen.count(200), seen.total(), "{}", seen.summary());
    assert_eq!(seen.refused.len(), 24, "{}", seen.summary());
    let (ran, _) = service.wait();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(!ran.stderr.contains("cut off"), "{}", ran.stderr);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stop_with_fast_answers() {
    for _ in 0..3 {
        let service = Installation::new().serve();
        let key = service.key();
        stop_under_load(service, &key).await;
    }
}

/// Most requests are in flight when the signal comes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stop_with_slow_answers() {
    let fake = FakeStripe::start();
    let billed = Billed::subscribed(Billed::installation(&fake.base()), &fake);
    billed.good().send().await.portal();
    fake.latency(Duration::from_millis(300));
    let Billed { service, key, .. } = billed;
    stop_under_load(service, &key).await;
}
