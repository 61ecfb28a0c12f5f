use std::time::{Duration, Instant};

use accounts_tests::load::Crowd;
use accounts_tests::stripe::{Billed, FakeStripe};

/// Requests that may wait for the provider at a time: half of those that the server takes.
const CAPACITY: usize = 32;

/// How long the provider takes for an answer.
const PROVIDER: Duration = Duration::from_millis(300);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_times_the_capacity() {
    let fake = FakeStripe::start();
    let installation = Billed::installation(&fake.base())
        .with("ACCOUNTS_LOG", "warn")
        .with("ACCOUNTS_MAX_REQUESTS", &(2 * CAPACITY).to_string())
        // Asked for once, at the start.
        .with("ACCOUNTS_STRIPE_SUBSCRIPTION_CACHE_SECONDS", "300");
    let billed = Billed::subscribed(installation, &fake);
    billed.good().send().await.portal();
    fake.latency(PROVIDER);
    let address = billed.service.address();

    let crowd = Crowd::start(address, &billed.key, 3 * CAPACITY);
    tokio::time::sleep(Duration::from_secs(3)).await;
    let seen = crowd.stop().await;
    seen.assert_only(&[200, 503]);
    assert!(seen.count(200) >= CAPACITY, "{}", seen.summary());
    assert!(seen.count(503) >= CAPACITY, "{}", seen.summary());
    // Shed at once: without waiting for what admitted ones wait for.
    let (shed, admitted) = (seen.percentile(503, 0.5), seen.percentile(200, 0.5));
    assert!(
        shed < PROVIDER && PROVIDER <= admitted,
        "{shed:?} {admitted:?}"
    );

    let over = Instant::now() + Duration::from_secs(5);
    let mut good = 0;
    while good < 10 {
        assert!(Instant::now() < over, "not normal again within 5 s");
        good = match billed.good().send().await.status {
            200 => good + 1,
            _ => 0,
        };
    }
}
