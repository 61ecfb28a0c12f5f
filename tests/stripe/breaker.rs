//! The circuit breaker, as callers and Stripe see it.

use std::time::{Duration, Instant};

use accounts_tests::Answer;
use accounts_tests::stripe::{Billed, Call, FakeStripe, FaultProxy, Reply};
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::expected::UNAVAILABLE;

/// Longest time until a probe is let through, with the slack of a busy machine.
const OPEN_DURATION: Duration = Duration::from_secs(5 + 10);

fn down() -> Reply {
    Reply::error(500, "api_error", "Down").header("stripe-should-retry", "false")
}

/// Seconds in `Retry-After`.
fn wait(answer: &Answer) -> u64 {
    answer.assert_error(UNAVAILABLE.0, UNAVAILABLE.1);
    let wait = answer.header("retry-after").expect("when to come again");
    wait.parse().expect("seconds")
}

/// A server whose breaker is open: five failures in a row, and a sixth request that costs no call.
async fn opened() -> (FakeStripe, Billed) {
    let fake = FakeStripe::start();
    let billed = Billed::subscribed(Billed::installation(&fake.base()), &fake);
    fake.always(Call::Subscriptions, Some(down()));
    for _ in 0..5 {
        wait(&billed.good().send().await);
    }
    assert_eq!(fake.count(), 5);
    let seconds = wait(&billed.good().send().await);
    assert!((1..=5).contains(&seconds), "{seconds}");
    assert_eq!(fake.count(), 5, "no call while it is open");
    (fake, billed)
}

async fn ready(billed: &Billed) -> String {
    let ready = billed.service.client().ask("GET", "/readyz");
    ready.send().await.text().to_owned()
}

#[tokio::test]
async fn opens_after_five_failures_and_recovers() {
    let (fake, billed) = opened().await;
    assert_eq!(ready(&billed).await, "{\"status\":\"degraded\"}");
    let start = Instant::now();
    fake.always(Call::Subscriptions, None);
    let mut shed = 0;
    loop {
        let answer = billed.good().send().await;
        if answer.status == 200 {
            break;
        }
        wait(&answer);
        shed += 1;
        assert!(start.elapsed() < OPEN_DURATION, "it stays open");
        sleep(Duration::from_millis(50)).await;
    }
    println!(
        "| breaker: open after 5, back after | {:.1} s | {shed} shed |",
        start.elapsed().as_secs_f64()
    );
    assert!(shed > 0);
    assert_eq!(
        fake.count(),
        5 + 2,
        "the probe, which was an answer, and the session"
    );
    assert_eq!(ready(&billed).await, "{\"status\":\"ready\"}");
}

/// However many wait for it.
#[tokio::test]
async fn lets_one_probe_through() {
    let (fake, billed) = opened().await;
    fake.always(
        Call::Subscriptions,
        Some(down().after(Duration::from_secs(1))),
    );
    let start = Instant::now();
    while fake.count() == 5 {
        assert!(start.elapsed() < OPEN_DURATION, "no probe");
        let mut crowd = JoinSet::new();
        for _ in 0..20 {
            crowd.spawn(billed.good().send());
        }
        for answer in crowd.join_all().await {
            wait(&answer);
        }
    }
    println!("| breaker: 20 at once while half open | 1 call |");
    assert_eq!(fake.count(), 6, "one probe");
    // It failed: open again.
    wait(&billed.good().send().await);
    assert_eq!(fake.count(), 6);
}

/// Whose fault it is not is not held against Stripe.
#[tokio::test]
async fn refusals_do_not_open() {
    let fake = FakeStripe::start();
    let billed = Billed::subscribed(Billed::installation(&fake.base()), &fake);
    for status in [400, 401, 403, 424, 400, 401, 403, 424] {
        let refusal = Reply::error(status, "invalid_request_error", "No");
        fake.next(Call::Subscriptions, [refusal]);
        wait(&billed.good().send().await);
    }
    assert_eq!(fake.count(), 8);
    billed.good().send().await.portal();
}

/// Stripe works, and lets through what it can.
#[tokio::test]
async fn too_many_requests_do_not_open() {
    let fake = FakeStripe::start();
    let billed = Billed::subscribed(Billed::installation(&fake.base()), &fake);
    let limited = Reply::error(429, "invalid_request_error", "Slow down")
        .header("stripe-should-retry", "true");
    fake.next(Call::Subscriptions, (0..18).map(|_| limited.clone()));
    let mut crowd = JoinSet::new();
    for _ in 0..6 {
        crowd.spawn(billed.good().send());
    }
    crowd.join_all().await;
    while fake.calls(Call::Subscriptions).len() < 18 {
        wait(&billed.good().send().await);
    }
    assert_eq!(ready(&billed).await, "{\"status\":\"ready\"}");
    billed.good().send().await.portal();
}

/// Search is down, and those whose customer is known do not notice.
#[tokio::test]
async fn searches_have_a_breaker_of_their_own() {
    let fake = FakeStripe::start();
    let billed = Billed::subscribed(Billed::installation(&fake.base()), &fake);
    fake.always(Call::SearchSubscriptions, Some(down()));
    let stranger = billed.stranger();
    for _ in 0..5 {
        wait(&billed.service.client().good(&stranger).send().await);
    }
    let searches = fake.calls(Call::SearchSubscriptions).len();
    wait(&billed.service.client().good(&stranger).send().await);
    assert_eq!(
        fake.calls(Call::SearchSubscriptions).len(),
        searches,
        "open"
    );
    billed.good().send().await.portal();
    assert_eq!(ready(&billed).await, "{\"status\":\"ready\"}");
}

/// Dead for some seconds under load, then back. `cargo xtask stress` does it for a minute.
#[tokio::test]
async fn dead_under_load_then_back() {
    let seconds = std::env::var("ACCOUNTS_TESTS_DEAD_SECONDS");
    let dead = seconds.map_or(3, |seconds| seconds.parse().expect("seconds"));
    let fake = FakeStripe::start();
    let proxy = FaultProxy::start(fake.address());
    let billed = Billed::subscribed(Billed::installation(&proxy.base()), &fake);
    billed.good().send().await.portal();
    let before = fake.count();
    proxy.disable();
    let end = Instant::now() + Duration::from_secs(dead);
    let (mut crowd, mut offered) = (JoinSet::new(), 0);
    while Instant::now() < end {
        crowd.spawn(billed.good().send());
        offered += 1;
        sleep(Duration::from_millis(40)).await;
    }
    proxy.enable();
    let back = Instant::now();
    let mut slow = Duration::ZERO;
    loop {
        let start = Instant::now();
        let answer = billed.good().send().await;
        slow = slow.max(start.elapsed());
        if answer.status == 200 {
            break;
        }
        wait(&answer);
        assert!(back.elapsed() < OPEN_DURATION, "it stays away");
        sleep(Duration::from_millis(50)).await;
    }
    let recovered = back.elapsed();
    let answers = crowd.join_all().await;
    let refused = answers.iter().filter(|answer| answer.status == 503).count();
    let done = answers.iter().filter(|answer| answer.status == 200).count();
    println!(
        "| dead for {dead} s under load | {offered} offered, {refused} x 503, {done} x 200 | back after {:.1} s |",
        recovered.as_secs_f64(),
    );
    // Those of the first moment may have been tried until Stripe was back.
    assert_eq!(refused + done, offered);
    assert!(refused > 0 && fake.count() - before <= 2 * (done + 2));
}
