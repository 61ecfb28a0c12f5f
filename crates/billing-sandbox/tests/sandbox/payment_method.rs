//! Choosing another card, and what it pays.

use billing_sandbox::Scenario;

use crate::support::World;

#[tokio::test]
async fn choose_another_card() {
    let world = World::new().await;
    let tab = world.tab(world.seeded(Scenario::Active).await).await;
    assert!(tab.show("").await.contains("Visa ending in 4242"));
    for (card, shown) in [
        ("mastercard", "Mastercard ending in 4444"),
        ("american-express", "American Express ending in 0005"),
        ("visa", "Visa ending in 4242"),
    ] {
        let page = tab.change("/payment-method", &[("card", card)]).await;
        assert!(
            page.contains(&format!("Your payment method is now {shown}.")),
            "{page}"
        );
        assert!(tab.show("").await.contains(shown));
    }
}

#[tokio::test]
async fn declined_card_changes_nothing() {
    let world = World::new().await;
    let account = world.seeded(Scenario::PastDue).await;
    let tab = world.tab(account).await;
    let before = world.invoices(account).await;
    let page = tab.change("/payment-method", &[("card", "declined")]).await;
    assert!(
        page.contains("Declined: the bank refused this card."),
        "{page}"
    );
    assert!(page.contains("aria-describedby=\"declined\""), "{page}");
    assert!(tab.show("").await.contains("Past due"));
    assert_eq!(world.invoices(account).await, before);

    let world = World::new().await;
    let tab = world.tab(world.seeded(Scenario::Active).await).await;
    tab.change("/payment-method", &[("card", "declined")]).await;
    assert!(tab.show("").await.contains("Visa ending in 4242"));
}

#[tokio::test]
async fn good_card_pays_what_is_open() {
    let world = World::new().await;
    let account = world.seeded(Scenario::PastDue).await;
    let tab = world.tab(account).await;
    let page = tab.show("").await;
    for text in [
        "20.00 USD could not be paid.",
        "is due now",
        "Visa ending in 0002",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
    let statuses = |invoices: &[(i64, String, String)]| -> Vec<String> {
        invoices
            .iter()
            .map(|(_, status, _)| status.clone())
            .collect()
    };
    assert_eq!(
        statuses(&world.invoices(account).await),
        ["paid", "paid", "open"]
    );
    assert!(tab.show("/invoices/3").await.contains("Not paid yet."));

    let page = tab
        .change("/payment-method", &[("card", "mastercard")])
        .await;
    assert!(page.contains("Active"), "{page}");
    assert!(!page.contains("could not be paid"), "{page}");
    assert_eq!(
        statuses(&world.invoices(account).await),
        ["paid", "paid", "paid"]
    );
    let invoice = tab.show("/invoices/3").await;
    assert!(
        invoice.contains("with Mastercard ending in 4444."),
        "{invoice}"
    );
    let old = tab.show("/invoices/2").await;
    assert!(old.contains("with Visa ending in 4242."), "{old}");
}

#[tokio::test]
async fn no_card_chosen() {
    let world = World::new().await;
    let tab = world.tab(world.seeded(Scenario::Active).await).await;
    for fields in [&[][..], &[("card", "")], &[("card", "4242424242424242")]] {
        let page = tab.change("/payment-method", fields).await;
        assert!(page.contains("Choose one of the cards."), "{page}");
    }
    assert!(tab.show("").await.contains("Visa ending in 4242"));
}
