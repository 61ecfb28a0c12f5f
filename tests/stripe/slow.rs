//! Time: one deadline for everything, however it is spent.

use std::time::{Duration, Instant};

use accounts_tests::stripe::{Billed, Call, FakeStripe, FaultProxy, Toxic};

use crate::expected::{DONE, LATE, UNAVAILABLE, ask};

#[tokio::test]
async fn five_seconds_for_each_answer() {
    let fake = FakeStripe::start();
    let billed = Billed::subscribed(Billed::installation(&fake.base()), &fake);
    let first = billed.good().send().await;
    first.portal();
    fake.latency(Duration::from_secs(5));
    ask("5 s of latency", &billed, DONE, Duration::from_secs(5)).await;
    assert_eq!(fake.calls(Call::Session).len(), 2);
}

/// Two calls of five seconds are more than the whole request has, by default ten seconds.
#[tokio::test]
async fn the_deadline_covers_every_call() {
    let fake = FakeStripe::start();
    let installation =
        Billed::installation(&fake.base()).with("ACCOUNTS_REQUEST_DEADLINE_MS", "3000");
    let billed = Billed::subscribed(installation, &fake);
    fake.latency(Duration::from_secs(2));
    let start = Instant::now();
    ask(
        "2 s for each of two calls, deadline 3 s",
        &billed,
        LATE,
        Duration::from_secs(3),
    )
    .await;
    assert!(start.elapsed() >= Duration::from_secs(2));
}

#[tokio::test]
async fn latency_on_the_way() {
    let fake = FakeStripe::start();
    let proxy = FaultProxy::start(fake.address());
    let billed = Billed::subscribed(Billed::installation(&proxy.base()), &fake);
    proxy.always(Some(Toxic::Latency(Duration::from_millis(500))));
    ask("0.5 s on the way", &billed, DONE, Duration::from_secs(1)).await;
}

/// Stripe is silent and the calls that wait for it are at their limit: the rest of the server does not notice, and the excess is
/// told at once.
#[tokio::test]
async fn hung_stripe_holds_up_nobody_else() {
    let fake = FakeStripe::start();
    let installation = Billed::installation(&fake.base())
        .with("ACCOUNTS_MAX_REQUESTS", "20")
        .with("ACCOUNTS_REQUEST_DEADLINE_MS", "5000");
    let billed = Billed::subscribed(installation, &fake);
    fake.latency(Duration::from_secs(600));
    let start = Instant::now();
    let mut waiting = tokio::task::JoinSet::new();
    // Half of the requests that are taken may wait for Stripe.
    for _ in 0..17 {
        waiting.spawn(billed.good().send());
    }
    let mut shed = 0;
    while shed < 7 {
        let answer = waiting
            .join_next()
            .await
            .expect("one more")
            .expect("no panic");
        answer.assert_error(UNAVAILABLE.0, UNAVAILABLE.1);
        shed += 1;
    }
    println!(
        "| Stripe hangs, 17 at once, 10 may wait | 7 x 503 | {:.2} s |",
        start.elapsed().as_secs_f64()
    );
    assert_eq!(waiting.len(), 10, "ten wait");
    // Strangers and probes are answered meanwhile.
    let stranger = billed
        .service
        .client()
        .portal()
        .json(accounts_tests::GOOD_BODY);
    assert_eq!(stranger.send().await.status, 401);
    let alive = billed.service.client().ask("GET", "/healthz").send().await;
    assert_eq!(alive.status, 200);
    assert_eq!(waiting.len(), 10, "they still wait");
    while let Some(answer) = waiting.join_next().await {
        answer.expect("no panic").assert_error(LATE.0, LATE.1);
    }
}

/// Callers who hang up free what they held.
#[tokio::test]
async fn impatient_callers_free_their_places() {
    let fake = FakeStripe::start();
    let installation = Billed::installation(&fake.base()).with("ACCOUNTS_MAX_REQUESTS", "4");
    let billed = Billed::subscribed(installation, &fake);
    fake.latency(Duration::from_secs(600));
    let mut waiting = tokio::task::JoinSet::new();
    for _ in 0..2 {
        waiting.spawn(billed.good().send());
    }
    while fake.count() < 1 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    waiting.shutdown().await;
    fake.latency(Duration::ZERO);
    let end = Instant::now() + Duration::from_secs(30);
    while billed.good().send().await.status != 200 {
        assert!(Instant::now() < end, "the places are still taken");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
