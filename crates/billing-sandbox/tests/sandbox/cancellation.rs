//! Canceling at the end of the month, and thinking again.

use accounts::{AccountId, Billing as _};
use axum::http::StatusCode;
use billing_sandbox::Scenario;

use crate::support::{BACK, World, return_url};

async fn opens(world: &World, account: AccountId) -> bool {
    let back = return_url(BACK);
    world
        .sandbox
        .open_portal(account, &back, accounts::Deadline::never())
        .await
        .expect("an answer")
        .is_some()
}

async fn reason(world: &World) -> Option<String> {
    let (reason,) = sql::query_as("SELECT cancel_reason FROM sandbox_subscriptions")
        .fetch_one(world.database.pool())
        .await
        .expect("a row");
    reason
}

#[tokio::test]
async fn cancel_and_think_again() {
    let world = World::new().await;
    let account = world.seeded(Scenario::Active).await;
    let tab = world.tab(account).await;
    assert!(tab.show("").await.contains("Cancel subscription"));
    assert!(tab.show("/cancel").await.contains("Why are you leaving?"));
    let confirm = tab.show("/cancel/confirm?reason=too_expensive").await;
    assert!(confirm.contains("It costs too much"), "{confirm}");
    assert_eq!(reason(&world).await, None, "nothing has happened yet");

    let page = tab.change("/cancel", &[("reason", "too_expensive")]).await;
    for text in [
        "Your subscription is canceled.",
        "Cancels on <time",
        "Don’t cancel",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
    assert!(!page.contains("Cancel subscription"), "{page}");
    assert_eq!(reason(&world).await.as_deref(), Some("too_expensive"));
    assert!(opens(&world, account).await, "until the month is over");

    // The forms behind are no longer asked for.
    for page in ["/cancel", "/cancel/confirm?reason=unused"] {
        let answer = tab.get(page).await;
        assert!(tab.follow(&answer).await.contains("Cancels on"));
    }

    let page = tab.change("/keep", &[]).await;
    for text in [
        "Your subscription goes on.",
        "Active",
        "Cancel subscription",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
    assert_eq!(reason(&world).await, None);
}

#[tokio::test]
async fn cancel_twice_is_canceled_once() {
    let world = World::new().await;
    let account = world.seeded(Scenario::Active).await;
    let (one, other) = (world.tab(account).await, world.tab(account).await);
    let page = one.change("/cancel", &[("reason", "unused")]).await;
    let again = other.change("/cancel", &[("reason", "other")]).await;
    for page in [page, again] {
        assert!(page.contains("Your subscription is canceled."), "{page}");
    }
    assert_eq!(reason(&world).await.as_deref(), Some("unused"));
}

#[tokio::test]
async fn cancel_without_a_reason() {
    let world = World::new().await;
    let tab = world.tab(world.seeded(Scenario::Active).await).await;
    for fields in [&[][..], &[("reason", "")], &[("reason", "nonsense")]] {
        let page = tab.change("/cancel", fields).await;
        assert!(page.contains("Choose the reason that fits best."), "{page}");
    }
    assert!(tab.show("").await.contains("Active"));
}

#[tokio::test]
async fn cancel_in_the_trial_ends_with_it() {
    let world = World::new().await;
    let account = world.seeded(Scenario::Trialing).await;
    let tab = world.tab(account).await;
    let page = tab.show("").await;
    assert!(page.contains("Trial until <time"), "{page}");
    assert!(page.contains("There are no invoices yet."), "{page}");
    let page = tab.change("/cancel", &[("reason", "other")]).await;
    assert!(page.contains("Cancels on <time"), "{page}");

    world
        .sql("UPDATE sandbox_subscriptions SET current_period_end = '2026-01-01T00:00:00.000000Z'")
        .await;
    assert!(!opens(&world, account).await);
    assert_eq!(world.invoices(account).await, []);
}

#[tokio::test]
async fn what_has_ended_cannot_be_kept() {
    let world = World::new().await;
    let account = world.seeded(Scenario::CancelsAtPeriodEnd).await;
    let tab = world.tab(account).await;
    world
        .sql("UPDATE sandbox_subscriptions SET current_period_end = '2026-01-01T00:00:00.000000Z'")
        .await;
    for (form, fields) in [
        ("/keep", &[][..]),
        ("/cancel", &[("reason", "other")]),
        ("/payment-method", &[("card", "mastercard")]),
    ] {
        let page = tab.change(form, fields).await;
        assert!(page.contains("Canceled on <time"), "{form}: {page}");
        assert!(page.contains("This subscription has ended."), "{page}");
        for text in [
            "Don’t cancel",
            "Cancel subscription",
            "Update payment",
            "role=\"status\"",
        ] {
            assert!(!page.contains(text), "{form}: {text}: {page}");
        }
    }
    let answer = tab.get("/payment-method").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(!opens(&world, account).await);
}
