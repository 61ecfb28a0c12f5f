//! Many at once, in short. `cargo run --release --package accounts-tests --example stripe_load` does it at length, and measures.

use std::time::Duration;

use accounts_tests::stripe::{Billed, Call, FakeStripe};
use tokio::task::JoinSet;

#[tokio::test]
async fn many_at_once() {
    let fake = FakeStripe::start();
    let billed = Billed::subscribed(Billed::installation(&fake.base()), &fake);
    billed.good().send().await.portal();
    fake.latency(Duration::from_millis(300));
    let mut crowd = JoinSet::new();
    for _ in 0..200 {
        crowd.spawn(billed.good().send());
    }
    for answer in crowd.join_all().await {
        answer.portal();
    }
    assert_eq!(fake.calls(Call::Session).len(), 201);
    assert_eq!(fake.calls(Call::Subscriptions).len(), 1, "one call each");
}

/// The excess costs Stripe nothing, and whoever is let in is served.
#[tokio::test]
async fn more_than_may_wait() {
    let fake = FakeStripe::start();
    let installation = Billed::installation(&fake.base())
        .with("ACCOUNTS_MAX_REQUESTS", "100")
        .with("ACCOUNTS_REQUEST_DEADLINE_MS", "30000");
    let billed = Billed::subscribed(installation, &fake);
    billed.good().send().await.portal();
    fake.latency(Duration::from_secs(4));
    let mut crowd = JoinSet::new();
    for _ in 0..300 {
        crowd.spawn(billed.good().send());
    }
    let (mut done, mut shed) = (0, 0);
    for answer in crowd.join_all().await {
        match answer.status {
            200 => done += 1,
            _ => {
                assert_eq!(answer.status, 503);
                shed += 1;
            }
        }
    }
    println!("| 300 offered, 50 may wait | {done} x 200, {shed} x 503 |");
    assert_eq!((done, shed), (50, 250));
    assert_eq!(fake.calls(Call::Session).len(), 1 + done);
}

/// Many callers of one account whose subscription is not cached: Stripe is asked once for it.
#[tokio::test]
async fn many_at_once_after_the_cache() {
    let fake = FakeStripe::start();
    let billed = Billed::subscribed(Billed::installation(&fake.base()), &fake);
    fake.latency(Duration::from_millis(500));
    let mut crowd = JoinSet::new();
    for _ in 0..20 {
        crowd.spawn(billed.good().send());
    }
    for answer in crowd.join_all().await {
        answer.portal();
    }
    let lists = fake.calls(Call::Subscriptions).len();
    println!("| 20 at once, nothing cached | {lists} lists |");
    assert_eq!(lists, 1);
}
