//! One deadline for a request, made when it comes: whatever it waits for, its outcome is counted and said.

use std::time::{Duration, Instant};

use accounts_tests::stripe::{Billed, Call, FakeStripe, Reply};
use accounts_tests::{GOOD_BODY, Metrics, PORTAL};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::expected::{LATE, check};

const LIST: (&str, &str) = ("call", "list subscriptions");
const MINUTE: Duration = Duration::from_secs(60);

fn started(deadline_ms: &str, cache_seconds: &str) -> (FakeStripe, Billed) {
    let fake = FakeStripe::start();
    let installation = Billed::installation(&fake.base())
        .with("ACCOUNTS_ADMIN_LISTEN", "127.0.0.1:0")
        .with("ACCOUNTS_REQUEST_DEADLINE_MS", deadline_ms)
        .with("ACCOUNTS_STRIPE_SUBSCRIPTION_CACHE_SECONDS", cache_seconds);
    let billed = Billed::subscribed(installation, &fake);
    (fake, billed)
}

async fn count(billed: &Billed, name: &str, labels: &[(&str, &str)]) -> f64 {
    let metrics = Metrics::of(billed.service.admin()).await;
    metrics.value(name, labels).unwrap_or_default()
}

/// Waits until a number is there.
async fn counted(billed: &Billed, name: &str, labels: &[(&str, &str)]) {
    let end = Instant::now() + MINUTE;
    while count(billed, name, labels).await < 1.0 {
        assert!(Instant::now() < end, "no {name} {labels:?}");
        sleep(Duration::from_millis(20)).await;
    }
}

/// What the body took of the time is not there for Stripe.
#[tokio::test]
async fn late_body_and_a_silent_stripe() {
    let (fake, billed) = started("3000", "0");
    fake.always(Call::Subscriptions, Some(Reply::hang_up().after(MINUTE)));
    let mut stream = TcpStream::connect(billed.service.address())
        .await
        .expect("connected");
    let head = format!(
        "POST {PORTAL} HTTP/1.1\r\nHost: a\r\nx-api-key: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n",
        billed.key,
        GOOD_BODY.len()
    );
    stream.write_all(head.as_bytes()).await.expect("written");
    sleep(Duration::from_millis(400)).await;
    stream
        .write_all(GOOD_BODY.as_bytes())
        .await
        .expect("written");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 504"), "{answer}");
    println!(
        "| body 0.4 s late, Stripe silent | {} |",
        answer.lines().last().unwrap_or_default()
    );
    assert!(
        answer.contains(LATE.1),
        "the provider's own verdict: {answer}"
    );
    counted(
        &billed,
        "stripe_calls_total",
        &[LIST, ("outcome", "timeout")],
    )
    .await;
    counted(
        &billed,
        "billing_portal_sessions_total",
        &[("outcome", "timeout")],
    )
    .await;
    billed
        .service
        .wait_for_log("no response within the deadline");
}

#[tokio::test]
async fn caller_who_left() {
    let (fake, billed) = started("30000", "0");
    fake.always(Call::Subscriptions, Some(Reply::hang_up().after(MINUTE)));
    let leaving = tokio::spawn(billed.good().send());
    while fake.count() < 1 {
        sleep(Duration::from_millis(10)).await;
    }
    leaving.abort();
    counted(
        &billed,
        "stripe_calls_total",
        &[LIST, ("outcome", "abandoned")],
    )
    .await;
    counted(
        &billed,
        "billing_portal_sessions_total",
        &[("outcome", "abandoned")],
    )
    .await;
    billed
        .service
        .wait_for_log("the caller left before the response");
}

/// Whoever joins the look-up of another waits with a time of its own. Stripe is silent once, and then well.
#[tokio::test]
async fn look_up_of_another_runs_out_of_time() {
    let (fake, billed) = started("4000", "30");
    fake.next(Call::Subscriptions, [Reply::hang_up().after(MINUTE)]);
    let first = tokio::spawn(billed.good().send());
    while fake.count() < 1 {
        sleep(Duration::from_millis(10)).await;
    }
    sleep(Duration::from_secs(2)).await;
    let joined = billed.good().send().await;
    println!(
        "| joined 2 s before the end of another's time | {} |",
        joined.status
    );
    joined.portal();
    check("the first", &first.await.expect("no panic"), LATE);
}

/// Calls that had next to no time say nothing of Stripe.
#[tokio::test]
async fn calls_without_a_fair_share_of_time_do_not_open_the_breaker() {
    let (fake, billed) = started("4000", "30");
    // The list takes nearly all of the time, and nothing is left for the session.
    let page = serde_json::json!({ "object": "list", "has_more": false, "data": [{
        "id": "sub_1", "status": "active", "customer": Billed::CUSTOMER, "current_period_end": 4_102_444_800_i64,
    }] });
    let slow = Reply::json(200, &page).after(Duration::from_millis(3000));
    fake.always(Call::Subscriptions, Some(slow));
    fake.always(Call::Session, Some(Reply::hang_up().after(MINUTE)));
    let mut crowd = JoinSet::new();
    for _ in 0..6 {
        crowd.spawn(billed.good().send());
    }
    for answer in crowd.join_all().await {
        check("late", &answer, LATE);
    }
    assert_eq!(fake.calls(Call::Session).len(), 6, "each was tried");
    assert_eq!(count(&billed, "stripe_breaker_open", &[]).await, 0.0);
}
