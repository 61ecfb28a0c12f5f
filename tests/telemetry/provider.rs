use std::time::{Duration, Instant};

use accounts_tests::stripe::{Billed, Call, FakeStripe, Reply};
use accounts_tests::{GOOD_BODY, Metrics, PORTAL};

const CREATE: (&str, &str) = ("call", "create portal session");

fn error(status: u16) -> Reply {
    Reply::error(status, "api_error", "no").header("stripe-should-retry", "false")
}

#[tokio::test]
async fn client_that_leaves() {
    let fake = FakeStripe::start();
    let installation =
        Billed::installation(&fake.base()).with("ACCOUNTS_ADMIN_LISTEN", "127.0.0.1:0");
    let billed = Billed::subscribed(installation, &fake);
    fake.latency(Duration::from_secs(9));
    let mut connection = billed.service.connect();
    let request = format!(
        "POST {PORTAL} HTTP/1.1\r\nHost: a\r\nx-api-key: {}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{GOOD_BODY}",
        billed.key,
        GOOD_BODY.len()
    );
    connection.write(request.as_bytes());
    let end = Instant::now() + Duration::from_secs(30);
    while fake.count() == 0 {
        assert!(Instant::now() < end, "Stripe is not asked");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let metrics = Metrics::of(billed.service.admin()).await;
    assert_eq!(metrics.get("http_server_active_requests", &[]), 1.0);
    drop(connection);
    billed.service.wait_for_log("not answered");
    let metrics = Metrics::of(billed.service.admin()).await;
    assert_eq!(metrics.get("http_server_active_requests", &[]), 0.0);
    assert_eq!(
        metrics.get(
            "http_server_requests_aborted_total",
            &[("operation", "createSubscriptionPortal")]
        ),
        1.0
    );
}

/// A limit that Stripe has a new name for is one of others: its words are no labels.
#[tokio::test]
async fn pauses_by_cause() {
    let fake = FakeStripe::start();
    let installation =
        Billed::installation(&fake.base()).with("ACCOUNTS_ADMIN_LISTEN", "127.0.0.1:0");
    let billed = Billed::subscribed(installation, &fake);
    let named = |reason| Reply::rate_limited().header("stripe-rate-limited-reason", reason);
    let unnamed = Reply::error(429, "invalid_request_error", "Too many.");
    for (reply, cause) in [
        (named("endpoint-concurrency"), "endpoint_concurrency"),
        (named("canary"), "other"),
        (unnamed, "not_named"),
    ] {
        // The pause before is over by then.
        let end = Instant::now() + Duration::from_secs(30);
        while billed.good().send().await.status != 200 {
            assert!(Instant::now() < end, "still paused");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        fake.next(Call::Session, [reply]);
        // One call begins the pause, the others are not made.
        for _ in 0..3 {
            assert_eq!(billed.good().send().await.status, 503);
        }
        let metrics = Metrics::of(billed.service.admin()).await;
        let begun = metrics.get("stripe_pauses_total", &[CREATE, ("cause", cause)]);
        assert_eq!(begun, 1.0, "{cause}");
        assert!(!metrics.text().contains("canary"));
    }
}

#[tokio::test]
async fn calls_retries_and_breaker() {
    let fake = FakeStripe::start();
    let installation =
        Billed::installation(&fake.base()).with("ACCOUNTS_ADMIN_LISTEN", "127.0.0.1:0");
    let billed = Billed::subscribed(installation, &fake);
    let admin = billed.service.admin();
    let before = Metrics::of(admin).await;
    assert_eq!(before.get("stripe_breaker_open", &[]), 0.0);

    fake.next(
        Call::Session,
        [Reply::error(500, "api_error", "once").header("stripe-should-retry", "true")],
    );
    billed.good().send().await.portal();
    fake.next(Call::Session, [error(400), error(401), Reply::hang_up()]);
    for status in [503, 503, 200] {
        assert_eq!(billed.good().send().await.status, status);
    }
    let metrics = Metrics::of(admin).await;
    let calls = |outcome| metrics.get("stripe_calls_total", &[CREATE, ("outcome", outcome)]);
    assert_eq!((calls("ok"), calls("refused")), (2.0, 2.0));
    assert_eq!(metrics.get("stripe_retries_total", &[CREATE]), 2.0);
    let times = "stripe_call_duration_seconds_count";
    assert_eq!(metrics.get(times, &[CREATE]), 4.0);
    let lookups = |outcome| {
        let labels = [("cache", "subscriptions"), ("outcome", outcome)];
        metrics.get("accounts_cache_lookups_total", &labels)
    };
    assert_eq!((lookups("miss"), lookups("hit")), (1.0, 3.0));
    let sessions = |outcome| metrics.get("billing_portal_sessions_total", &[("outcome", outcome)]);
    assert_eq!((sessions("opened"), sessions("unavailable")), (2.0, 2.0));

    fake.always(Call::Session, Some(error(500)));
    for _ in 0..6 {
        assert_eq!(billed.good().send().await.status, 503);
    }
    let metrics = Metrics::of(admin).await;
    assert_eq!(metrics.get("stripe_breaker_open", &[]), 1.0);
    let calls = |outcome| metrics.get("stripe_calls_total", &[CREATE, ("outcome", outcome)]);
    assert_eq!((calls("failed"), calls("circuit_open")), (5.0, 1.0));
}
