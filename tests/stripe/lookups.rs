//! Who cannot find out never says that there is no subscription.

use accounts_tests::stripe::{Billed, Call, FakeStripe, Reply};
use serde_json::{Value, json};

use crate::expected::{NONSENSE, UNAVAILABLE, check};

/// Every way to fail at a lookup, and what the caller gets. What counts for the breaker alternates with what does not.
fn failures() -> Vec<(&'static str, Reply, (u16, &'static str))> {
    let error = |status| Reply::error(status, "invalid_request_error", "No");
    let failed = |status| error(status).header("stripe-should-retry", "false");
    vec![
        ("401", error(401), UNAVAILABLE),
        ("500", failed(500), UNAVAILABLE),
        ("403", error(403), UNAVAILABLE),
        ("HTML", Reply::text(200, "text/html", "<html>"), NONSENSE),
        ("400", error(400), UNAVAILABLE),
        ("404", error(404), UNAVAILABLE),
        ("{}", Reply::json(200, &json!({})), NONSENSE),
        ("424", error(424), UNAVAILABLE),
        ("null", Reply::json(200, &Value::Null), NONSENSE),
        ("402", error(402), UNAVAILABLE),
        (
            "redirect",
            Reply::text(302, "text/plain", "").header("location", "/v1"),
            NONSENSE,
        ),
        // The last one: after it there are no calls for a while.
        ("429", failed(429), UNAVAILABLE),
    ]
}

async fn fails(call: Call, billed: &Billed, fake: &FakeStripe) {
    for (name, reply, expected) in failures() {
        let before = fake.calls(call).len();
        fake.next(call, [reply]);
        let answer = billed.good().send().await;
        println!("| {call:?}: {name} | {} |", answer.status);
        check(name, &answer, expected);
        assert_eq!(fake.calls(call).len(), before + 1, "{name}");
    }
    assert!(fake.calls(Call::Session).is_empty());
}

#[tokio::test]
async fn list_fails() {
    let fake = FakeStripe::start();
    let billed = Billed::subscribed(Billed::installation(&fake.base()), &fake);
    fails(Call::Subscriptions, &billed, &fake).await;
    tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
    billed.good().send().await.portal();
}

#[tokio::test]
async fn search_of_subscriptions_fails() {
    let fake = FakeStripe::start();
    let billed = Billed::start(Billed::installation(&fake.base()));
    fails(Call::SearchSubscriptions, &billed, &fake).await;
}

#[tokio::test]
async fn search_of_customers_fails() {
    let fake = FakeStripe::start();
    let billed = Billed::start(Billed::installation(&fake.base()));
    fails(Call::SearchCustomers, &billed, &fake).await;
}
