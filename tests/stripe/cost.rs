//! What a request costs at Stripe, and whose customer is found.

use std::time::Duration;

use accounts_tests::GOOD_BODY;
use accounts_tests::stripe::{Billed, Call, FakeStripe, Reply, Subscription};
use serde_json::json;
use tokio::time::sleep;

use crate::expected::{DONE, NO_SUBSCRIPTION, check};

/// A little more than the time for which "no subscription" is the answer without asking again.
const NONE_IS_OVER: Duration = Duration::from_secs(1);

fn started(cache_seconds: &str) -> (FakeStripe, Billed) {
    let fake = FakeStripe::start();
    let installation = Billed::installation(&fake.base())
        .with("ACCOUNTS_STRIPE_SUBSCRIPTION_CACHE_SECONDS", cache_seconds);
    let billed = Billed::start(installation);
    (fake, billed)
}

/// One good request; answers how many calls it cost.
async fn calls(fake: &FakeStripe, billed: &Billed, expected: (u16, &str)) -> usize {
    let before = fake.count();
    let answer = billed.good().send().await;
    check("cost", &answer, expected);
    fake.count() - before
}

#[tokio::test]
async fn unknown_then_known_account() {
    let (fake, billed) = started("30");
    fake.subscribe(Subscription::active(&billed.account, "cus_1"));
    for number in 0..300 {
        let account = format!("00000000-0000-4000-8000-{number:012}");
        fake.subscribe(Subscription::active(
            &account,
            &format!("cus_other{number}"),
        ));
    }
    let first = calls(&fake, &billed, DONE).await;
    let second = calls(&fake, &billed, DONE).await;
    println!("| calls: unknown {first}, known within the cache {second} |");
    assert_eq!(first, 2, "search and session");
    assert_eq!(second, 1);
    let searches = fake.calls(Call::SearchSubscriptions);
    assert_eq!(searches.len(), 1);
    let query = format!("metadata['accountId']:'{}'", billed.account);
    assert_eq!(searches[0].parameter("query"), Some(&*query));
}

#[tokio::test]
async fn known_account_after_the_cache() {
    let (fake, billed) = started("0");
    fake.subscribe(Subscription::active(&billed.account, "cus_1"));
    assert_eq!(calls(&fake, &billed, DONE).await, 2, "search and session");
    for _ in 0..3 {
        assert_eq!(calls(&fake, &billed, DONE).await, 2);
    }
    let line = billed
        .service
        .installation()
        .run(&["billing", "link", "x", "cus_1"]);
    assert_eq!(line.code, 2, "{line:?}");
}

/// What was cached is the subscription, and only for so long.
#[tokio::test]
async fn subscription_ends_after_the_cache() {
    let (fake, billed) = started("1");
    fake.subscribe(Subscription::active(&billed.account, "cus_1"));
    calls(&fake, &billed, DONE).await;
    fake.forget();
    fake.customer(&billed.account, "cus_1");
    sleep(Duration::from_millis(1500)).await;
    let asked = calls(&fake, &billed, NO_SUBSCRIPTION).await;
    assert_eq!(asked, 3, "the list and both searches");
    // Whoever subscribes now is let in a second later.
    fake.subscribe(Subscription::active(&billed.account, "cus_1"));
    sleep(NONE_IS_OVER).await;
    calls(&fake, &billed, DONE).await;
}

#[tokio::test]
async fn stranger_to_stripe() {
    let (fake, billed) = started("30");
    let first = calls(&fake, &billed, NO_SUBSCRIPTION).await;
    assert_eq!(first, 2, "both searches");
    sleep(NONE_IS_OVER).await;
    let second = calls(&fake, &billed, NO_SUBSCRIPTION).await;
    assert_eq!(second, 2, "both searches again");
    assert!(fake.calls(Call::Session).is_empty());
}

#[tokio::test]
async fn customer_without_subscription() {
    let (fake, billed) = started("30");
    fake.customer(&billed.account, "cus_1");
    let asked = calls(&fake, &billed, NO_SUBSCRIPTION).await;
    assert_eq!(asked, 3, "both searches and the list");
}

/// Search is behind: the customer is found, and the list has what the search does not have yet.
#[tokio::test]
async fn search_is_behind() {
    let (fake, billed) = started("30");
    fake.subscribe(Subscription::active(&billed.account, "cus_1"));
    let nothing =
        json!({ "object": "search_result", "data": [], "has_more": false, "url": "/v1/x" });
    fake.next(Call::SearchSubscriptions, [Reply::json(200, &nothing)]);
    let asked = calls(&fake, &billed, DONE).await;
    assert_eq!(asked, 4, "both searches, the list and the session");
}

#[tokio::test]
async fn subscriptions_live_and_not() {
    let (fake, billed) = started("30");
    for (status, period_end, live) in [
        ("active", 4_102_444_800, true),
        ("trialing", 4_102_444_800, true),
        ("past_due", 4_102_444_800, true),
        ("unpaid", 4_102_444_800, true),
        ("incomplete", 4_102_444_800, true),
        ("paused", 4_102_444_800, true),
        ("canceled", 4_102_444_800, false),
        ("active", 1_700_000_000, false),
        ("trialing", 1_700_000_000, false),
    ] {
        let account = billed.service.account(status);
        let key = billed.service.key_of(&account);
        let mut subscription = Subscription::active(&account, &format!("cus_{account}"));
        (subscription.status, subscription.period_end) = (status, period_end);
        fake.subscribe(subscription);
        // What is not live is asked for again, unless within half a second.
        for expected in if live { [2, 1] } else { [3, 0] } {
            let before = fake.count();
            let answer = billed.service.client().good(&key).send().await;
            check(status, &answer, if live { DONE } else { NO_SUBSCRIPTION });
            let asked = fake.count() - before;
            let again = !live && expected == 0 && asked == 3;
            assert!(asked == expected || again, "{status}: {asked}");
        }
    }
}

/// From API version 2025-03-31 on the period is that of the items.
#[tokio::test]
async fn period_of_the_items() {
    for (end, live) in [(4_102_444_800_i64, true), (1_700_000_000, false)] {
        let (fake, billed) = started("30");
        billed.link("cus_1");
        fake.customer(&billed.account, "cus_1");
        let subscription = json!({
            "id": "sub_1", "object": "subscription", "status": "active", "customer": "cus_1", "created": 1_700_000_000,
            "metadata": { "accountId": billed.account },
            "items": { "object": "list", "data": [{ "id": "si_1", "current_period_end": end }] },
        });
        let page = json!({ "object": "list", "data": [subscription], "has_more": false, "url": "/v1/subscriptions" });
        fake.always(Call::Subscriptions, Some(Reply::json(200, &page)));
        let expected = if live { DONE } else { NO_SUBSCRIPTION };
        calls(&fake, &billed, expected).await;
    }
}

/// A search that answers with what was not asked for opens nobody's portal.
#[tokio::test]
async fn hit_of_another_account() {
    let (fake, billed) = started("30");
    fake.customer("00000000-0000-4000-8000-000000000001", "cus_other");
    let other = json!({
        "id": "sub_1", "object": "subscription", "status": "active", "customer": "cus_other", "created": 1_700_000_000,
        "current_period_end": 4_102_444_800_i64,
        "metadata": { "accountId": "00000000-0000-4000-8000-000000000001" },
        "items": { "object": "list", "data": [] },
    });
    let page =
        json!({ "object": "search_result", "data": [other], "has_more": false, "url": "/v1/x" });
    fake.always(Call::SearchSubscriptions, Some(Reply::json(200, &page)));
    let answer = billed.good().send().await;
    assert!([400, 502].contains(&answer.status), "{answer:?}");
    assert!(fake.calls(Call::Session).is_empty());
}

/// The customer was deleted and made anew: found again, once, and remembered.
#[tokio::test]
async fn customer_made_anew() {
    let (fake, billed) = started("0");
    fake.subscribe(Subscription::active(&billed.account, "cus_deleted"));
    calls(&fake, &billed, DONE).await;
    fake.forget();
    fake.subscribe(Subscription::active(&billed.account, "cus_new"));
    let first = calls(&fake, &billed, DONE).await;
    assert_eq!(first, 3, "the list, a search and the session");
    assert_eq!(calls(&fake, &billed, DONE).await, 2);
    let sessions = fake.calls(Call::Session);
    let last = sessions.last().expect("a session");
    assert_eq!(last.parameter("customer"), Some("cus_new"));
}

/// The subscription is cached, and its customer is deleted meanwhile.
#[tokio::test]
async fn customer_deleted_within_the_cache() {
    let (fake, billed) = started("300");
    fake.subscribe(Subscription::active(&billed.account, "cus_1"));
    calls(&fake, &billed, DONE).await;
    fake.forget();
    calls(&fake, &billed, NO_SUBSCRIPTION).await;
    fake.subscribe(Subscription::active(&billed.account, "cus_2"));
    sleep(NONE_IS_OVER).await;
    calls(&fake, &billed, DONE).await;
}

#[tokio::test]
async fn parameters_of_the_session() {
    let fake = FakeStripe::start();
    let installation =
        Billed::installation(&fake.base()).with("ACCOUNTS_STRIPE_PORTAL_CONFIGURATION", "bpc_1");
    let billed = Billed::subscribed(installation, &fake);
    let url = "https://chat.example.com/settings?a=1&b=%C3%BC+x#y";
    let body = json!({ "returnUrl": url }).to_string();
    let client = billed
        .service
        .client()
        .portal()
        .header("x-api-key", &billed.key);
    let (id, portal) = client.json(body).send().await.portal();
    assert_eq!(id, "bps_1");
    assert!(
        portal.starts_with("https://billing.stripe.com/"),
        "{portal}"
    );
    let form: Vec<_> = fake.calls(Call::Session)[0].form.clone();
    let pair = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    let expected = [
        ("customer", Billed::CUSTOMER),
        ("return_url", url),
        ("configuration", "bpc_1"),
    ];
    assert_eq!(form, expected.map(pair));
    // Each logical request has a key of its own.
    let client = billed
        .service
        .client()
        .portal()
        .header("x-api-key", &billed.key);
    client.json(GOOD_BODY).send().await.portal();
    let sessions = fake.calls(Call::Session);
    assert_ne!(
        sessions[0].header("idempotency-key"),
        sessions[1].header("idempotency-key")
    );
}
