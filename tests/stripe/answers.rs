//! What Stripe may answer, and what the caller gets then. A fault of Stripe's is never said to be the caller's.

use accounts_tests::stripe::{Billed, Call, FakeStripe, Reply, Subscription};
use serde_json::{Value, json};

use crate::expected::{DONE, LATE, NO_SUBSCRIPTION, NONSENSE, UNAVAILABLE, answered, ask};

fn session(url: Value) -> Reply {
    let body = json!({ "id": "bps_1", "object": "billing_portal.session", "url": url });
    Reply::json(200, &body)
}

fn error(status: u16) -> Reply {
    Reply::error(status, "api_error", "Something went wrong")
}

#[tokio::test]
async fn html_with_200() {
    let html = Reply::text(200, "text/html", "<html>Maintenance</html>");
    answered("HTML with 200", [html], NONSENSE, 1).await;
}

#[tokio::test]
async fn empty_object() {
    answered("{}", [Reply::json(200, &json!({}))], NONSENSE, 1).await;
}

#[tokio::test]
async fn null() {
    answered("null", [Reply::json(200, &Value::Null)], NONSENSE, 1).await;
}

#[tokio::test]
async fn url_is_null() {
    answered("url: null", [session(Value::Null)], NONSENSE, 1).await;
}

#[tokio::test]
async fn url_is_not_https() {
    for url in [
        "http://billing.stripe.com/p/session/1",
        "javascript:alert(1)",
        "//billing.stripe.com/p",
        "",
    ] {
        answered("url not https", [session(json!(url))], NONSENSE, 1).await;
    }
}

#[tokio::test]
async fn fifty_megabytes() {
    let large = Reply::text(200, "application/json", vec![b' '; 50 << 20]);
    let fake = FakeStripe::start();
    let billed = Billed::subscribed(Billed::installation(&fake.base()), &fake);
    fake.next(Call::Session, [large]);
    let before = billed.peak_memory();
    ask(
        "50 MB",
        &billed,
        NONSENSE,
        std::time::Duration::from_secs(3),
    )
    .await;
    let grown = billed.peak_memory() - before;
    assert!(grown < 25 << 20, "it read {grown} bytes");
    assert_eq!(fake.calls(Call::Session).len(), 1);
}

/// As above, without a length told in advance.
#[tokio::test]
async fn body_without_end() {
    let endless = Reply::text(200, "application/json", vec![b' '; 16 << 10]).endless();
    answered("body without end", [endless], NONSENSE, 1).await;
}

/// The customer that was found is gone, and Stripe knows no other: forgotten, looked for once, and said.
#[tokio::test]
async fn no_such_customer_with_400() {
    no_such_customer(400).await;
}

#[tokio::test]
async fn no_such_customer_with_404() {
    no_such_customer(404).await;
}

async fn no_such_customer(status: u16) {
    let fake = FakeStripe::start();
    let installation =
        Billed::installation(&fake.base()).with("ACCOUNTS_STRIPE_SUBSCRIPTION_CACHE_SECONDS", "0");
    let billed = Billed::start(installation);
    fake.subscribe(Subscription::active(&billed.account, "cus_deleted"));
    billed.good().send().await.portal();
    fake.forget();
    fake.always(Call::Subscriptions, Some(Reply::no_such_customer(status)));
    let name = format!("{status} no such customer");
    ask(
        &name,
        &billed,
        NO_SUBSCRIPTION,
        std::time::Duration::from_secs(1),
    )
    .await;
    assert_eq!(fake.calls(Call::Subscriptions).len(), 1);
    assert_eq!(fake.calls(Call::SearchSubscriptions).len(), 2);
    assert_eq!(fake.calls(Call::Session).len(), 1);
}

#[tokio::test]
async fn portal_not_configured() {
    let text =
        "No configuration provided and your test mode default configuration has not been created.";
    let reply = Reply::error(400, "invalid_request_error", text);
    answered("400 portal not configured", [reply], UNAVAILABLE, 1).await;
}

#[tokio::test]
async fn bad_key_401() {
    let reply = Reply::error(401, "invalid_request_error", "Invalid API Key provided");
    answered("401", [reply], UNAVAILABLE, 1).await;
}

#[tokio::test]
async fn forbidden_403() {
    answered("403", [error(403)], UNAVAILABLE, 1).await;
}

#[tokio::test]
async fn not_found_404() {
    answered("404", [error(404)], UNAVAILABLE, 1).await;
}

#[tokio::test]
async fn conflict_409_then_200() {
    answered("409, 200", [error(409)], DONE, 2).await;
}

#[tokio::test]
async fn conflict_409_for_ever() {
    let replies = [error(409), error(409), error(409)];
    answered("409 for ever", replies, UNAVAILABLE, 3).await;
}

#[tokio::test]
async fn dependency_424() {
    answered("424", [error(424)], UNAVAILABLE, 1).await;
}

#[tokio::test]
async fn limited_429() {
    answered("429", [error(429)], UNAVAILABLE, 1).await;
}

/// Not too many requests: somebody else is changing the same customer.
#[tokio::test]
async fn locked_429() {
    let locked = || {
        let error = json!({ "type": "invalid_request_error", "code": "lock_timeout" });
        Reply::json(429, &json!({ "error": error }))
    };
    answered("429 lock_timeout, 200", [locked()], DONE, 2).await;
    let replies = [locked(), locked()];
    let fake = answered("429 lock_timeout, twice", replies, UNAVAILABLE, 2).await;
    assert_eq!(fake.calls(Call::Session).len(), 2);
}

#[tokio::test]
async fn limited_429_with_should_retry() {
    let reply = error(429).header("stripe-should-retry", "true");
    answered(
        "429 Should-Retry: true, twice, 200",
        [reply.clone(), reply],
        DONE,
        3,
    )
    .await;
}

#[tokio::test]
async fn limited_429_with_should_not_retry() {
    let reply = error(429).header("stripe-should-retry", "false");
    answered("429 Should-Retry: false", [reply], UNAVAILABLE, 1).await;
}

#[tokio::test]
async fn limited_429_with_retry_after() {
    let reply = error(429).header("retry-after", "2");
    answered("429 Retry-After: 2", [reply], UNAVAILABLE, 1).await;
}

/// No further call until then, whoever asks; and callers learn how long it takes.
#[tokio::test]
async fn limited_429_with_long_retry_after() {
    let fake = FakeStripe::start();
    let billed = Billed::subscribed(Billed::installation(&fake.base()), &fake);
    fake.next(Call::Session, [error(429).header("retry-after", "60")]);
    let answer = billed.good().send().await;
    println!("| 429 Retry-After: 60 | {} |", answer.status);
    answer.assert_error(UNAVAILABLE.0, UNAVAILABLE.1);
    assert_eq!(answer.header("retry-after"), Some("60"));
    let answer = billed.good().send().await;
    answer.assert_error(UNAVAILABLE.0, UNAVAILABLE.1);
    let rest: u64 = answer
        .header("retry-after")
        .and_then(|text| text.parse().ok())
        .expect("seconds");
    assert!((30..=60).contains(&rest), "{rest}");
    assert_eq!(fake.calls(Call::Session).len(), 1);
}

/// The caller can do something about it.
#[tokio::test]
async fn return_url_refused() {
    let error = |error: serde_json::Value| Reply::json(400, &json!({ "error": error }));
    let refused = (400, "returnUrl is not accepted by the billing provider");
    for (name, reply) in [
        (
            "url_invalid",
            error(
                json!({ "type": "invalid_request_error", "code": "url_invalid", "param": "return_url", "message": "Not a valid URL" }),
            ),
        ),
        (
            "no code",
            error(json!({ "type": "invalid_request_error", "param": "return_url" })),
        ),
        (
            "in words alone",
            error(json!({ "type": "invalid_request_error", "message": "Invalid return_url" })),
        ),
    ] {
        answered(name, [reply], refused, 1).await;
    }
}

#[tokio::test]
async fn broken_500_once() {
    answered("500, 200", [error(500)], DONE, 2).await;
}

#[tokio::test]
async fn broken_500_for_ever() {
    let replies = [error(500), error(500), error(500)];
    answered("500 for ever", replies, UNAVAILABLE, 3).await;
}

#[tokio::test]
async fn broken_500_with_should_not_retry() {
    let reply = error(500).header("stripe-should-retry", "false");
    answered("500 Should-Retry: false", [reply], UNAVAILABLE, 1).await;
}

#[tokio::test]
async fn down_503_with_html() {
    let html = Reply::text(503, "text/html", "<html>Down</html>");
    answered("503 HTML, 200", [html], DONE, 2).await;
}

#[tokio::test]
async fn down_503_for_ever() {
    let replies = [error(503), error(503), error(503)];
    answered("503 for ever", replies, UNAVAILABLE, 3).await;
}

/// It would carry the key elsewhere.
#[tokio::test]
async fn redirect() {
    let elsewhere = FakeStripe::start();
    for status in [301, 302, 303, 307, 308] {
        let to = format!("{}/v1/billing_portal/sessions", elsewhere.base());
        let reply = Reply::text(status, "text/plain", "").header("location", &to);
        answered(&format!("redirect {status}"), [reply], NONSENSE, 1).await;
    }
    assert_eq!(elsewhere.connections(), 0);
}

/// Stripe's support asks for it, most of all when an answer made no sense.
#[tokio::test]
async fn request_id_is_logged_whatever_the_answer() {
    let fake = FakeStripe::start();
    let billed = Billed::subscribed(Billed::installation(&fake.base()), &fake);
    let replies = [
        Reply::text(302, "text/plain", "").header("location", "/"),
        Reply::text(200, "application/json", vec![b' '; 2 * 1024 * 1024]),
        Reply::text(200, "text/html", "<html>"),
    ];
    for reply in replies {
        fake.next(Call::Session, [reply]);
        let answer = billed.good().send().await;
        answer.assert_error(NONSENSE.0, NONSENSE.1);
    }
    let (ran, _) = billed.service.stop();
    // The first answer was about the subscription.
    for number in 2..=4 {
        let line = format!(r#""stripe_request":"req_{number}""#);
        assert!(ran.stderr.contains(&line), "{line}: {}", ran.stderr);
    }
}

/// Retries go on for as long as there is time, and no longer.
#[tokio::test]
async fn broken_500_near_the_deadline() {
    let fake = FakeStripe::start();
    let installation =
        Billed::installation(&fake.base()).with("ACCOUNTS_REQUEST_DEADLINE_MS", "2000");
    let billed = Billed::subscribed(installation, &fake);
    let slow = error(500).after(std::time::Duration::from_millis(900));
    fake.always(Call::Session, Some(slow));
    let start = std::time::Instant::now();
    let answer = billed.good().send().await;
    println!(
        "| 500 after 0.9 s each, deadline 2 s | {} | {:.2} s |",
        answer.status,
        start.elapsed().as_secs_f64()
    );
    assert!(
        [LATE.0, UNAVAILABLE.0].contains(&answer.status),
        "{answer:?}"
    );
    assert!((1..=2).contains(&fake.calls(Call::Session).len()));
}
