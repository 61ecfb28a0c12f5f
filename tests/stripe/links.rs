//! Links that somebody made manually are kept, whatever Stripe says.

use std::time::Duration;

use accounts_tests::stripe::{Billed, Call, FakeStripe, Reply, Subscription};
use tokio::time::sleep;

use crate::expected::{DONE, NO_SUBSCRIPTION, UNAVAILABLE, check};

fn shown(billed: &Billed) -> String {
    let installation = billed.service.installation();
    installation.line(&["billing", "show", &billed.account])
}

/// A key of another Stripe account is enough for that.
#[tokio::test]
async fn stripe_does_not_know_the_linked_customer() {
    let fake = FakeStripe::start();
    let billed = Billed::start(Billed::installation(&fake.base()));
    billed.link("cus_linked");
    // There is another that a search finds: nobody said that it is the one.
    fake.subscribe(Subscription::active(&billed.account, "cus_found"));
    for _ in 0..2 {
        let answer = billed.good().send().await;
        check("manual link", &answer, UNAVAILABLE);
        println!(
            "| manual link unknown to Stripe | {} | still {} |",
            answer.status,
            shown(&billed)
        );
        assert_eq!(shown(&billed), "cus_linked");
    }
    billed.service.wait_for_log("cus_linked");
    billed.service.wait_for_log("linked to manually");
    assert!(fake.calls(Call::Session).is_empty());
}

/// The subscription is live by the cache, and Stripe does not know the customer when the session is made.
#[tokio::test]
async fn linked_customer_is_gone_within_the_cache() {
    let fake = FakeStripe::start();
    let billed = Billed::subscribed(Billed::installation(&fake.base()), &fake);
    billed.good().send().await.portal();
    fake.forget();
    let answer = billed.good().send().await;
    check("manual link", &answer, UNAVAILABLE);
    assert_eq!(shown(&billed), Billed::CUSTOMER);
}

#[tokio::test]
async fn linked_while_a_search_is_running() {
    let fake = FakeStripe::start();
    let installation =
        Billed::installation(&fake.base()).with("ACCOUNTS_STRIPE_SUBSCRIPTION_CACHE_SECONDS", "0");
    let billed = Billed::start(installation);
    fake.subscribe(Subscription::active(&billed.account, "cus_found"));
    fake.latency(Duration::from_secs(2));
    let running = tokio::spawn(billed.good().send());
    while fake.calls(Call::SearchSubscriptions).is_empty() {
        sleep(Duration::from_millis(10)).await;
    }
    billed.link("cus_linked");
    check("the running one", &running.await.expect("no panic"), DONE);
    println!("| linked while a search was running | {} |", shown(&billed));
    assert_eq!(shown(&billed), "cus_linked");

    fake.latency(Duration::ZERO);
    fake.subscribe(Subscription::active("", "cus_linked"));
    check("the next one", &billed.good().send().await, DONE);
    let sessions = fake.calls(Call::Session);
    let last = sessions.last().expect("a session");
    assert_eq!(last.parameter("customer"), Some("cus_linked"));
}

/// What was found by itself is found again when it is gone.
#[tokio::test]
async fn found_customer_is_replaced() {
    let fake = FakeStripe::start();
    let installation =
        Billed::installation(&fake.base()).with("ACCOUNTS_STRIPE_SUBSCRIPTION_CACHE_SECONDS", "0");
    let billed = Billed::start(installation);
    fake.subscribe(Subscription::active(&billed.account, "cus_old"));
    check("found", &billed.good().send().await, DONE);
    assert_eq!(shown(&billed), "cus_old");
    fake.forget();
    fake.subscribe(Subscription::active(&billed.account, "cus_new"));
    check("found again", &billed.good().send().await, DONE);
    assert_eq!(shown(&billed), "cus_new");
}

/// The linked customer's subscription is over, and the account subscribed anew as another: it gets the portal, and the link stays.
#[tokio::test]
async fn subscribed_anew_beside_a_link() {
    let fake = FakeStripe::start();
    let billed = Billed::start(Billed::installation(&fake.base()));
    billed.link("cus_linked");
    fake.customer("", "cus_linked");
    fake.subscribe(Subscription::active(&billed.account, "cus_anew"));
    check("anew", &billed.good().send().await, DONE);
    assert_eq!(shown(&billed), "cus_linked");
    // Not by chance: no search at all was needed for a link that works.
    fake.always(Call::SearchSubscriptions, Some(Reply::hang_up()));
    fake.subscribe(Subscription::active("", "cus_linked"));
    sleep(Duration::from_millis(10)).await;
    check("again", &billed.good().send().await, DONE);
}

/// With a test key in place of the live one every customer is missing, and what was found would be lost for good.
#[tokio::test]
async fn key_of_the_other_mode_forgets_nobody() {
    let fake = FakeStripe::start();
    let installation =
        Billed::installation(&fake.base()).with("ACCOUNTS_STRIPE_SUBSCRIPTION_CACHE_SECONDS", "0");
    let billed = Billed::start(installation);
    fake.subscribe(Subscription::active(&billed.account, "cus_found"));
    check("found", &billed.good().send().await, DONE);
    let message = "No such customer: 'cus_found'; a similar object exists in live mode, but a test mode key was used to make this request.";
    let error = serde_json::json!({
        "type": "invalid_request_error", "code": "resource_missing", "param": "customer", "message": message,
    });
    let reply = Reply::json(400, &serde_json::json!({ "error": error }));
    for call in [Call::Subscriptions, Call::Session] {
        fake.next(call, [reply.clone()]);
        check("other mode", &billed.good().send().await, UNAVAILABLE);
        assert_eq!(shown(&billed), "cus_found");
    }
}

/// Stripe does not offer search everywhere: then links that were made manually are all there is.
#[tokio::test]
async fn search_is_not_offered() {
    let fake = FakeStripe::start();
    let billed = Billed::start(Billed::installation(&fake.base()));
    let refused = Reply::error(400, "invalid_request_error", "search is not offered");
    fake.always(Call::SearchSubscriptions, Some(refused));
    check("stranger", &billed.good().send().await, UNAVAILABLE);

    billed.link("cus_over");
    fake.customer("", "cus_over");
    check("linked", &billed.good().send().await, NO_SUBSCRIPTION);
}
