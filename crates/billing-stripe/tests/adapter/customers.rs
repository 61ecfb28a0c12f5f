use accounts::{BillingError, Customers as _};
use serde_json::json;

use crate::fake::Scripted;
use crate::world::{World, tomorrow};

const LIST: &str = "GET /v1/subscriptions";
const SEARCH: &str = "GET /v1/subscriptions/search";
const SEARCH_CUSTOMERS: &str = "GET /v1/customers/search";
const OPEN: &str = "POST /v1/billing_portal/sessions";

/// "No subscription" is the answer for half a second without asking again.
async fn none_is_over() {
    tokio::time::sleep(std::time::Duration::from_millis(600)).await;
}

#[tokio::test]
async fn known_customer_costs_two_calls_then_one() {
    let world = World::new().await;
    let account = world.known().await;
    world.open(account).await.expect("opened");
    assert_eq!(world.fake.take_lines(), [LIST, OPEN]);
    world.open(account).await.expect("opened");
    assert_eq!(world.fake.take_lines(), [OPEN]);
}

#[tokio::test]
async fn without_cache_each_request_asks() {
    let world = World::with(|options| options.subscription_cache = std::time::Duration::ZERO).await;
    let account = world.known().await;
    for _ in 0..2 {
        world.open(account).await.expect("opened");
        assert_eq!(world.fake.take_lines(), [LIST, OPEN]);
    }
}

#[tokio::test]
async fn subscription_search_finds_customer_and_status_at_once() {
    let world = World::new().await;
    let account = world.account().await;
    let metadata = json!({"accountId": account.to_string()});
    world.fake.add_customer("cus_1", json!({}));
    world.fake.add_customer("cus_2", json!({}));
    world.fake.add_customer("cus_3", json!({}));
    let end = tomorrow();
    world
        .fake
        .add_subscription("cus_1", "active", end, metadata.clone());
    world
        .fake
        .add_subscription("cus_2", "active", end, metadata.clone());
    // Newer, and over.
    world
        .fake
        .add_subscription("cus_3", "canceled", end, metadata);
    world.open(account).await.expect("opened");
    let calls = world.fake.take_calls();
    let lines: Vec<_> = calls.iter().map(|seen| seen.line.as_str()).collect();
    assert_eq!(lines, [SEARCH, OPEN]);
    assert_eq!(
        calls[0].form["query"],
        format!("metadata['accountId']:'{account}'")
    );
    assert_eq!(calls[1].form["customer"], "cus_2");
    let remembered = world.remembered(account).await.expect("remembered");
    assert_eq!(remembered.as_str(), "cus_2");
}

#[tokio::test]
async fn customer_search_is_the_last_resort_and_makes_four_calls() {
    let world = World::new().await;
    let account = world.account().await;
    world
        .fake
        .add_customer("cus_1", json!({"accountId": account.to_string()}));
    world
        .fake
        .add_subscription("cus_1", "trialing", tomorrow(), json!({}));
    world.open(account).await.expect("opened");
    assert_eq!(
        world.fake.take_lines(),
        [SEARCH, SEARCH_CUSTOMERS, LIST, OPEN]
    );
    let remembered = world.remembered(account).await.expect("remembered");
    assert_eq!(remembered.as_str(), "cus_1");
}

#[tokio::test]
async fn search_that_is_behind_is_checked_by_the_list() {
    let world = World::new().await;
    let account = world.account().await;
    let metadata = json!({"accountId": account.to_string()});
    world.fake.add_customer("cus_1", json!({}));
    world
        .fake
        .add_subscription("cus_1", "canceled", tomorrow(), metadata);
    world
        .fake
        .add_subscription("cus_1", "active", tomorrow(), json!({}));
    world.open(account).await.expect("opened");
    assert_eq!(world.fake.take_lines(), [SEARCH, LIST, OPEN]);
}

#[tokio::test]
async fn hit_for_another_account_is_no_hit() {
    let world = World::new().await;
    let account = world.account().await;
    let other = json!({"accountId": world.account().await.to_string()});
    let end = tomorrow();
    let subscription = json!({"customer": "cus_1", "created": 1, "status": "active", "metadata": other, "current_period_end": end});
    let customer = json!({"id": "cus_1", "created": 1, "metadata": other});
    for found in [subscription, customer] {
        world
            .fake
            .script([Scripted::body(json!({"data": [found]}).to_string())]);
    }
    let answer = world.open(account).await;
    assert!(
        matches!(answer, Err(BillingError::NoActiveSubscription)),
        "{answer:?}"
    );
    assert_eq!(world.fake.take_lines(), [SEARCH, SEARCH_CUSTOMERS]);
    assert_eq!(world.remembered(account).await, None);
}

#[tokio::test]
async fn deleted_customer_is_forgotten_and_looked_up_once_more() {
    let world = World::new().await;
    let account = world.account().await;
    let metadata = json!({"accountId": account.to_string()});
    world.fake.add_customer("cus_old", json!({}));
    world
        .fake
        .add_subscription("cus_old", "active", tomorrow(), metadata.clone());
    world.open(account).await.expect("opened");
    world.fake.take_calls();

    world.fake.delete_customer("cus_old");
    let answer = world.open(account).await;
    assert!(
        matches!(answer, Err(BillingError::NoActiveSubscription)),
        "{answer:?}"
    );
    // The search still finds the one that is gone.
    assert_eq!(world.fake.take_lines(), [OPEN, SEARCH, SEARCH_CUSTOMERS]);
    assert_eq!(world.remembered(account).await, None);

    none_is_over().await;
    world.fake.add_customer("cus_new", json!({}));
    world
        .fake
        .add_subscription("cus_new", "active", tomorrow(), metadata);
    world.open(account).await.expect("opened");
    let remembered = world.remembered(account).await.expect("remembered");
    assert_eq!(remembered.as_str(), "cus_new");
}

#[tokio::test]
async fn linked_customer_that_never_was() {
    let world = World::new().await;
    let account = world.account().await;
    world.link(account, "cus_typo").await;
    match world.open(account).await {
        Err(BillingError::Unavailable { cause, .. }) => {
            let text = cause.to_string();
            assert!(
                text.contains("cus_typo") && text.contains("manually"),
                "{text}"
            );
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(world.fake.take_lines(), [LIST]);
    assert!(world.remembered(account).await.is_some(), "it is kept");
}

#[tokio::test]
async fn subscribed_anew_as_another_customer() {
    let world = World::new().await;
    let account = world.known().await;
    let other = world.account().await;
    world.fake.add_customer("cus_over", json!({}));
    world.link(other, "cus_over").await;
    let answer = world.open(other).await;
    assert!(
        matches!(answer, Err(BillingError::NoActiveSubscription)),
        "{answer:?}"
    );
    assert_eq!(world.fake.take_lines(), [LIST, SEARCH, SEARCH_CUSTOMERS]);
    assert!(
        world.remembered(other).await.is_some(),
        "a link by hand stays"
    );

    none_is_over().await;
    let metadata = json!({"accountId": other.to_string()});
    world.fake.add_customer("cus_anew", json!({}));
    world
        .fake
        .add_subscription("cus_anew", "active", tomorrow(), metadata);
    world.open(other).await.expect("opened");
    world.open(account).await.expect("opened");
}

#[tokio::test]
async fn search_that_fails_is_no_answer() {
    let refused = || Scripted {
        status: 400,
        body:
            json!({"error": {"type": "invalid_request_error", "message": "search is not offered"}})
                .to_string(),
        ..Scripted::default()
    };
    let world = World::new().await;
    let stranger = world.account().await;
    world.fake.script([refused()]);
    let answer = world.open(stranger).await;
    assert!(
        matches!(answer, Err(BillingError::Unavailable { .. })),
        "{answer:?}"
    );

    // Where search is not offered, links by hand are all there is.
    let linked = world.account().await;
    world.fake.add_customer("cus_over", json!({}));
    world.link(linked, "cus_over").await;
    world
        .fake
        .script([Scripted::body(r#"{"data":[]}"#), refused()]);
    let answer = world.open(linked).await;
    assert!(
        matches!(answer, Err(BillingError::NoActiveSubscription)),
        "{answer:?}"
    );
}

#[tokio::test]
async fn requests_at_once_share_the_look_up() {
    let world = World::new().await;
    let account = world.known().await;
    let opened = (0..20).map(|_| {
        let stripe = world.stripe.clone();
        tokio::spawn(async move {
            use accounts::{Billing as _, ReturnUrlPolicy};
            let back = ReturnUrlPolicy::default().check(crate::world::RETURN_URL);
            stripe
                .open_portal(account, &back.expect("fit"), accounts::Deadline::never())
                .await
        })
    });
    for opened in opened.collect::<Vec<_>>() {
        opened.await.expect("no panic").expect("opened");
    }
    let lines = world.fake.take_lines();
    assert_eq!(
        lines.iter().filter(|line| *line == LIST).count(),
        1,
        "{lines:?}"
    );
    assert_eq!(lines.len(), 21);
}

#[tokio::test]
async fn link_by_hand_is_followed() {
    let world = World::with(|options| options.subscription_cache = std::time::Duration::ZERO).await;
    let account = world.known().await;
    world.open(account).await.expect("opened");
    world.fake.add_customer("cus_2", json!({}));
    world
        .fake
        .add_subscription("cus_2", "active", tomorrow(), json!({}));
    world.link(account, "cus_2").await;
    world.fake.take_calls();
    world.open(account).await.expect("opened");
    assert_eq!(world.fake.take_calls()[1].form["customer"], "cus_2");
    let customer = "cus_2".parse().expect("an id");
    world
        .database
        .forget_customer(account, &customer)
        .await
        .expect("forgotten");
}
