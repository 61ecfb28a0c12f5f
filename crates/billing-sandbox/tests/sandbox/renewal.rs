//! Months that go by: nobody has to be there when they do.

use std::collections::HashSet;
use std::sync::Arc;

use accounts::Billing as _;
use billing_sandbox::Scenario;
use jiff::Timestamp;
use tokio::task::JoinSet;

use crate::support::{BACK, World, return_url};

/// The time in all of these tests.
fn now() -> Timestamp {
    "2026-04-10T12:00:00Z".parse().expect("a time")
}

#[tokio::test]
async fn months_that_went_by_are_paid_from_the_anchor() {
    let world = World::with_clock(now).await;
    let account = world.subscribed("Ann").await;
    world
        .backdate(
            account,
            "2025-08-31T10:00:00.000000Z",
            "2025-09-30T10:00:00.000000Z",
        )
        .await;
    // The API knows before any page has written it down.
    assert!(
        world
            .sandbox
            .is_subscribed(account)
            .await
            .expect("an answer")
    );
    let tab = world.tab(account).await;
    assert!(tab.show("").await.contains("Active"));

    let invoices = world.invoices(account).await;
    let days: Vec<_> = invoices
        .iter()
        .map(|(number, status, start)| (*number, status.as_str(), &start[..10]))
        .collect();
    assert_eq!(
        days,
        [
            (1, "paid", "2026-04-10"),
            (2, "paid", "2025-09-30"),
            (3, "paid", "2025-10-31"),
            (4, "paid", "2025-11-30"),
            (5, "paid", "2025-12-31"),
            (6, "paid", "2026-01-31"),
            (7, "paid", "2026-02-28"),
            (8, "paid", "2026-03-31"),
        ]
    );
    let (end,): (String,) = sql::query_as("SELECT current_period_end FROM sandbox_subscriptions")
        .fetch_one(world.database.pool())
        .await
        .expect("a time");
    assert_eq!(end, "2026-04-30T10:00:00.000000Z");

    // Looking again adds nothing.
    tab.show("/invoices").await;
    assert_eq!(world.invoices(account).await, invoices);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_who_look_at_once_pay_once() {
    let world = Arc::new(World::with_clock(now).await);
    let account = world.subscribed("Ann").await;
    let mut tabs = Vec::new();
    for _ in 0..8 {
        let tab = world.tab(account).await;
        tabs.push((tab.link.page, tab.cookie));
    }
    world
        .backdate(
            account,
            "2025-12-31T10:00:00.000000Z",
            "2026-01-31T10:00:00.000000Z",
        )
        .await;
    let mut looks = JoinSet::new();
    for (page, cookie) in tabs {
        let world = world.clone();
        looks.spawn(async move { world.get(&page, Some(&cookie)).await.body });
    }
    let pages = looks.join_all().await;
    let invoices = world.invoices(account).await;
    let starts: HashSet<_> = invoices.iter().map(|(_, _, start)| &start[..10]).collect();
    assert_eq!(
        starts,
        HashSet::from(["2026-04-10", "2026-01-31", "2026-02-28", "2026-03-31"])
    );
    assert_eq!(invoices.len(), 4, "no month twice: {invoices:?}");
    assert!(pages.iter().all(|page| page.contains("Active")));
}

#[tokio::test]
async fn trial_becomes_a_paid_month() {
    let world = World::with_clock(now).await;
    let account = world.seeded(Scenario::Trialing).await;
    let tab = world.tab(account).await;
    assert_eq!(world.invoices(account).await, []);
    let end = "2026-04-10T11:00:00.000000Z";
    sql::query("UPDATE sandbox_subscriptions SET trial_end = $1, current_period_end = $1")
        .bind(end)
        .execute(world.database.pool())
        .await
        .expect("updated");
    let page = tab.show("").await;
    assert!(page.contains("Active") && !page.contains("Trial"), "{page}");
    assert_eq!(
        world.invoices(account).await,
        [(1, "paid".to_owned(), end.to_owned())]
    );
}

#[tokio::test]
async fn unpaid_month_is_the_last() {
    let world = World::with_clock(now).await;
    let account = world.seeded(Scenario::PastDue).await;
    let tab = world.tab(account).await;
    let invoices = world.invoices(account).await;
    world
        .sql("UPDATE sandbox_subscriptions SET current_period_end = '2026-01-01T00:00:00.000000Z'")
        .await;
    let page = tab.show("").await;
    assert!(
        page.contains("Canceled on <time datetime=\"2026-01-01\">"),
        "{page}"
    );
    assert_eq!(world.invoices(account).await, invoices);
    let answer = world
        .sandbox
        .open_portal(account, &return_url(BACK), accounts::Deadline::never())
        .await;
    assert!(answer.expect("an answer").is_none());
}

#[tokio::test]
async fn centuries_are_cut_short() {
    let world = World::with_clock(now).await;
    let account = world.subscribed("Ann").await;
    let tab = world.tab(account).await;
    world
        .backdate(
            account,
            "0001-01-31T10:00:00.000000Z",
            "0001-02-28T10:00:00.000000Z",
        )
        .await;
    assert!(tab.show("").await.contains("Active"));
    assert_eq!(world.invoices(account).await.len(), 1 + 120);
}

#[tokio::test]
async fn subscribing_anew_voids_what_was_open() {
    let world = World::with_clock(now).await;
    let account = world.seeded(Scenario::PastDue).await;
    world
        .sandbox
        .subscribe(account, async |_| Ok(()))
        .await
        .expect("subscribed");
    let invoices = world.invoices(account).await;
    let statuses: Vec<_> = invoices
        .iter()
        .map(|(_, status, _)| status.as_str())
        .collect();
    assert_eq!(statuses, ["paid", "paid", "void", "paid"]);
    let tab = world.tab(account).await;
    assert!(tab.show("").await.contains("Active"));
    assert!(
        tab.show("/invoices/3")
            .await
            .contains("Nothing is to be paid")
    );
}
