use std::env;
use std::time::{Duration, Instant};

use accounts_tests::load::{Crowd, memory, millis, open_files};
use accounts_tests::{Installation, Service};

const CLIENTS: usize = 64;

/// How long the full capacity is measured at the start.
const CAPACITY: Duration = Duration::from_secs(10);

/// Memory may grow by so much after the second minute, in bytes: by then caches and buffers have the size that they keep.
const MAX_GROWTH_BYTES: u64 = 16 << 20;

/// Half of what the server can do, for `ACCOUNTS_TESTS_SOAK_MINUTES` (20).
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn half_of_the_capacity() {
    let minutes = env::var("ACCOUNTS_TESTS_SOAK_MINUTES");
    let minutes: usize = minutes.map_or(20, |text| text.parse().expect("a number of minutes"));
    let service = Installation::new().with("ACCOUNTS_LOG", "warn").serve();
    let key = service.key();
    let rate = capacity(&service, &key).await / 2.0;
    println!("| half of the capacity: {rate:.0} requests/s, for {minutes} minutes |");
    println!(
        "| minute | requests/s | errors | p50 ms | p99 ms | memory MiB | files | database MiB |"
    );
    let crowd = Crowd::paced(
        service.address(),
        &key,
        CLIENTS,
        Duration::from_secs_f64(CLIENTS as f64 / rate),
    );
    let (mut memories, mut latencies) = (Vec::new(), Vec::new());
    let start = Instant::now();
    for minute in 1..=minutes {
        let end = start + Duration::from_secs(60) * u32::try_from(minute).expect("fewer minutes");
        tokio::time::sleep_until(end.into()).await;
        let seen = crowd.take();
        let high = seen.percentile(200, 0.99);
        let held = memory(service.id());
        println!(
            "| {minute} | {:.0} | {} | {} | {} | {:.1} | {} | {} |",
            seen.total() as f64 / 60.0,
            seen.total() - seen.count(200) + seen.failures.len() + seen.refused.len(),
            millis(seen.percentile(200, 0.5)),
            millis(high),
            held as f64 / f64::from(1 << 20),
            open_files(service.id()),
            database_bytes(&service) >> 20,
        );
        seen.assert_only(&[200]);
        memories.push(held);
        latencies.push(high);
        if let [_, early, ..] = memories[..] {
            assert!(
                held <= early + MAX_GROWTH_BYTES,
                "memory grows: {memories:?}"
            );
        }
    }
    crowd.stop().await.assert_only(&[200]);
    let quarter = (latencies.len() / 4).max(1);
    let median = |times: &[Duration]| {
        let mut times = times.to_vec();
        times.sort_unstable();
        times[times.len() / 2]
    };
    let [early, late] = [
        &latencies[..quarter],
        &latencies[latencies.len() - quarter..],
    ]
    .map(median);
    println!(
        "| p99 in the first quarter {} ms, in the last {} ms |",
        millis(early),
        millis(late)
    );
    // Other programs of the machine move it, too; a leak moves it further.
    assert!(
        late <= 3 * early + Duration::from_millis(10),
        "latency grows: {latencies:?}"
    );
    let (ran, _) = service.stop();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

/// Requests a second, one right after the other on each connection.
async fn capacity(service: &Service, key: &str) -> f64 {
    let crowd = Crowd::start(service.address(), key, CLIENTS);
    tokio::time::sleep(CAPACITY).await;
    let seen = crowd.stop().await;
    seen.assert_only(&[200]);
    seen.total() as f64 / CAPACITY.as_secs_f64()
}

/// The database's file and its log.
fn database_bytes(service: &Service) -> u64 {
    let file = service.installation().database();
    let log = file.with_extension("db-wal");
    let size = |path| std::fs::metadata(path).map_or(0, |found: std::fs::Metadata| found.len());
    size(file) + size(log)
}
