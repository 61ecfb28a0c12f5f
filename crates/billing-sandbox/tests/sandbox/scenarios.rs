//! States to develop against, and what the API and the pages make of each.

use accounts::{AccountId, Billing as _};
use billing_sandbox::{Scenario, SubscribeError};

use crate::support::{BACK, World, return_url};

#[tokio::test]
async fn each_scenario_shows() {
    let world = World::new().await;
    for (scenario, invoices, texts) in [
        (
            Scenario::Active,
            4,
            &["Active", "20.00 USD on <time", "See all 4 invoices"][..],
        ),
        (
            Scenario::Trialing,
            0,
            &[
                "Trial until <time",
                "20.00 USD on <time",
                "The first one comes on",
            ],
        ),
        (
            Scenario::PastDue,
            3,
            &["Past due", "20.00 USD is due now", "Visa ending in 0002"],
        ),
        (
            Scenario::CancelsAtPeriodEnd,
            4,
            &["Cancels on <time", "Don’t cancel"],
        ),
        (
            Scenario::ManyInvoices,
            61,
            &["Active", "See all 61 invoices"],
        ),
    ] {
        let account = world.seeded(scenario).await;
        assert_eq!(world.invoices(account).await.len(), invoices, "{scenario}");
        let page = world.tab(account).await.show("").await;
        for text in texts {
            assert!(page.contains(text), "{scenario}: {text}: {page}");
        }
        assert_eq!(
            world.invoices(account).await.len(),
            invoices,
            "{scenario} needs no renewal"
        );
    }
}

#[tokio::test]
async fn canceled_opens_nothing() {
    let world = World::new().await;
    let account = world.seeded(Scenario::Canceled).await;
    let answer = world
        .sandbox
        .open_portal(account, &return_url(BACK), accounts::Deadline::never())
        .await
        .expect("an answer");
    assert!(answer.is_none(), "{answer:?}");
    assert_eq!(world.invoices(account).await.len(), 3);
}

#[tokio::test]
async fn seed_replaces_and_needs_an_account() {
    let world = World::new().await;
    let account = world.seeded(Scenario::Canceled).await;
    let seeded = world
        .sandbox
        .seed(account, Scenario::Active, async |_| Ok(()))
        .await;
    seeded.expect("seeded");
    assert!(
        world
            .sandbox
            .is_subscribed(account)
            .await
            .expect("an answer")
    );
    let nobody = world
        .sandbox
        .seed(AccountId::random(), Scenario::Active, async |_| Ok(()))
        .await;
    assert!(
        matches!(nobody, Err(SubscribeError::NoSuchAccount(_))),
        "{nobody:?}"
    );
}

#[test]
fn names_are_read_back() {
    for scenario in Scenario::ALL {
        assert_eq!(scenario.as_str().parse(), Ok(scenario));
    }
    assert!("nonsense".parse::<Scenario>().is_err());
}
