use std::time::Duration;

use accounts_tests::Installation;
use accounts_tests::load::{Crowd, memory, millis, processor_time, raise_open_files};
use tokio::net::TcpStream;

/// How long each part goes on.
const PART: Duration = Duration::from_secs(10);

/// What connections cost: memory of idle and of busy ones, requests a second, latency. Prints a table.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_to_a_thousand() {
    raise_open_files();
    println!(
        "| connections | idle MiB | busy MiB | requests/s | p50 ms | p99 ms | CPU us/request |"
    );
    for connections in [1, 10, 100, 1000] {
        let service = Installation::new().with("ACCOUNTS_LOG", "warn").serve();
        let key = service.key();
        service.client().good(&key).send().await.portal();
        let mut idle = Vec::new();
        for _ in 0..connections {
            idle.push(
                TcpStream::connect(service.address())
                    .await
                    .expect("a connection"),
            );
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
        let idle_memory = memory(service.id());
        drop(idle);

        let crowd = Crowd::start(service.address(), &key, connections);
        tokio::time::sleep(PART / 4).await;
        crowd.take();
        let used = processor_time(service.id());
        tokio::time::sleep(PART).await;
        let seen = crowd.take();
        let used = processor_time(service.id()) - used;
        let busy_memory = memory(service.id());
        crowd.stop().await.assert_only(&[200]);
        seen.assert_only(&[200]);
        let mebibytes = |bytes: u64| bytes as f64 / f64::from(1 << 20);
        let [median, high] = [0.5, 0.99].map(|part| millis(seen.percentile(200, part)));
        println!(
            "| {connections} | {:.1} | {:.1} | {:.0} | {median} | {high} | {:.0} |",
            mebibytes(idle_memory),
            mebibytes(busy_memory),
            seen.total() as f64 / PART.as_secs_f64(),
            used.as_secs_f64() * 1e6 / seen.total() as f64,
        );
    }
}
