use std::time::{Duration, Instant};

use accounts_tests::load::{Crowd, raise_open_files};
use accounts_tests::{Installation, Metrics};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

const MOST: usize = 64;

/// More connections than there are files for: the excess waits, those that are open lose nothing, and when the flood is over so is its effect.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn flood_of_connections() {
    raise_open_files();
    let service = Installation::new()
        .with("ACCOUNTS_LOG", "warn")
        .with("ACCOUNTS_IDLE_TIMEOUT_MS", "6000")
        .with("ACCOUNTS_ADMIN_LISTEN", "127.0.0.1:0")
        .with_connections(MOST)
        .serve();
    let (address, key) = (service.address(), service.key());
    let crowd = Crowd::start(address, &key, 12);
    let mut flood = JoinSet::new();
    while crowd.count() < 24 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    for _ in 0..1000 {
        flood.spawn(TcpStream::connect(address));
    }
    service.wait_for_log("the maximum number of connections is open");
    let before = crowd.count();
    let end = Instant::now() + Duration::from_secs(2);
    while Instant::now() < end {
        let metrics = Metrics::of(service.admin()).await;
        let open = metrics.get("http_server_open_connections", &[]);
        assert!(open <= MOST as f64, "{open}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(
        crowd.count() > before,
        "connections that are open are served"
    );
    // Those that are connected hang up, those that wait for it give up.
    flood.shutdown().await;
    let fresh = service.client().good(&key).send();
    let fresh = tokio::time::timeout(Duration::from_secs(5), fresh).await;
    fresh.expect("normal again within 5 s").portal();
    crowd.stop().await.assert_only(&[200]);
}
