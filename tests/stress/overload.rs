use std::time::{Duration, Instant};

use accounts_tests::load::{Crowd, Figures, millis, raise_open_files};
use accounts_tests::stripe::{Billed, FakeStripe};

/// Requests that may wait for the provider at a time: half of those that the server takes.
const CAPACITY: usize = 100;

/// How long the provider takes for an answer, and a client from one request to the next.
const PROVIDER: Duration = Duration::from_millis(300);

/// How long each part goes on.
const PART: Duration = Duration::from_secs(20);

/// Three times as many requests as can be taken, at the rate at which they would be answered.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_times_the_capacity() {
    raise_open_files();
    let fake = FakeStripe::start();
    let installation = Billed::installation(&fake.base())
        .with("ACCOUNTS_LOG", "warn")
        .with("ACCOUNTS_MAX_REQUESTS", &(2 * CAPACITY).to_string())
        .with("ACCOUNTS_STRIPE_SUBSCRIPTION_CACHE_SECONDS", "300");
    let billed = Billed::subscribed(installation, &fake);
    billed.good().send().await.portal();
    fake.latency(PROVIDER);

    let normal = part(&billed, "three quarters of the capacity", 3 * CAPACITY / 4).await;
    normal.assert_only(&[200]);
    let over = part(&billed, "three times the capacity", 3 * CAPACITY).await;
    over.assert_only(&[200, 503]);
    let start = Instant::now();
    let mut good = 0;
    while good < 10 {
        good = match billed.good().send().await.status {
            200 => good + 1,
            _ => 0,
        };
        assert!(start.elapsed() < Duration::from_secs(5), "not normal again");
    }
    println!(
        "| 10 good answers in a row {:.1} s after it |",
        start.elapsed().as_secs_f64()
    );
    let after = part(&billed, "three quarters again", 3 * CAPACITY / 4).await;
    after.assert_only(&[200]);

    let [normal, admitted] = [&normal, &over].map(|seen| seen.percentile(200, 0.99));
    println!(
        "| p99 of admitted requests: {:.2} of the normal |",
        admitted.as_secs_f64() / normal.as_secs_f64()
    );
    assert!(over.count(503) > 0, "nothing was shed");
    assert!(admitted <= 2 * normal, "{admitted:?}, {normal:?} is normal");
    assert!(over.percentile(503, 0.5) < PROVIDER, "shed at once");
}

async fn part(billed: &Billed, what: &str, clients: usize) -> Figures {
    let crowd = Crowd::paced(billed.service.address(), &billed.key, clients, PROVIDER);
    // Connecting is not what is measured.
    tokio::time::sleep(Duration::from_secs(2)).await;
    crowd.take().assert_only(&[200, 503]);
    tokio::time::sleep(PART).await;
    let seen = crowd.stop().await;
    let rate = seen.total() as f64 / PART.as_secs_f64();
    println!(
        "| {what}: {clients} clients, {rate:.0} requests/s: {} |",
        seen.summary()
    );
    for status in [200, 503] {
        let [median, high] = [0.5, 0.99].map(|part| millis(seen.percentile(status, part)));
        println!("|   {status}: median {median} ms, p99 {high} ms |");
    }
    seen
}
