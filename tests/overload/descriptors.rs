use std::time::Duration;

use accounts_tests::Installation;
use accounts_tests::load::{Crowd, limit_open_files, open_files, processor_time};

/// The system refuses the server further files, and lets it have some again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_files_left_and_back() {
    let service = Installation::new()
        .with("ACCOUNTS_LOG", "info,accounts_server::telemetry=warn")
        .serve();
    let key = service.key();
    let crowd = Crowd::start(service.address(), &key, 12);
    while crowd.count() < 200 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let before = limit_open_files(service.id(), open_files(service.id()));
    // Connected by the system; the server cannot take them.
    let mut waiting: Vec<_> = (0..20).map(|_| service.connect()).collect();
    service.wait_for_log("no connections are accepted");
    // A further connection to the database is a file, too: whoever would need one is told so.
    crowd.take().assert_only(&[200, 503]);
    tokio::time::sleep(Duration::from_secs(1)).await;
    let while_refused = crowd.stop().await;
    while_refused.assert_only(&[200, 503]);
    assert!(
        while_refused.count(200) > 0,
        "connections that are open are served"
    );
    // Alone now: the refusals cost next to nothing.
    let used = processor_time(service.id());
    tokio::time::sleep(Duration::from_secs(1)).await;
    let used = processor_time(service.id()) - used;
    assert!(
        used < Duration::from_millis(500),
        "it spins: {used:?} within a second"
    );

    limit_open_files(service.id(), before);
    service.wait_for_log("connections are accepted again");
    for connection in &mut waiting {
        connection.write(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
        assert_eq!(connection.answer().expect("an answer").status, 200);
    }
    service.client().good(&key).send().await.portal();
    let (ran, _) = service.stop();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}
