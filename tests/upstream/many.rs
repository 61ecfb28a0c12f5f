use std::time::Duration;

use accounts_tests::load::{Crowd, raise_open_files};
use accounts_tests::upstream::{StandIn, read_streams, upload_slowly};
use accounts_tests::{Installation, Metrics};

/// In short: `cargo xtask stress upstream` does it at length, and measures.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn slow_clients_and_a_death_beside_our_operation() {
    raise_open_files();
    let theirs = StandIn::start();
    let service = Installation::new()
        .with("ACCOUNTS_UPSTREAM", &theirs.origin())
        .with("ACCOUNTS_ADMIN_LISTEN", "127.0.0.1:0")
        .with("ACCOUNTS_LOG", "error")
        .serve();
    let (address, key) = (service.address(), service.key());
    let crowd = Crowd::start(address, &key, 4);
    let slow = upload_slowly(address, 100).await;
    assert_eq!(read_streams(address, 20).await, (20, 0));
    let active = Metrics::of(service.admin()).await;
    assert_eq!(active.get("upstream_active_requests", &[]), 100.0);

    let streams = tokio::spawn(read_streams(address, 20));
    tokio::time::sleep(Duration::from_secs(1)).await;
    let there = theirs.address();
    drop(theirs);
    assert_eq!(streams.await.expect("no panic"), (0, 20));
    let answer = service.client().ask("GET", "/x").send().await;
    assert_eq!(answer.status, 502);
    let theirs = StandIn::at(there);
    let answer = service.client().ask("GET", "/x").send_to_page().await;
    assert_eq!((answer.status, theirs.seen().len()), (418, 1));
    drop(slow);
    let seen = crowd.stop().await;
    seen.assert_only(&[200]);
    assert!(seen.count(200) > 100, "{}", seen.summary());
}
