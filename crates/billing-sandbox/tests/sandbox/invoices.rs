//! The list of invoices, and each of them.

use billing_sandbox::Scenario;

use crate::support::World;

#[tokio::test]
async fn many_invoices_a_year_at_a_time() {
    let world = World::new().await;
    let account = world.seeded(Scenario::ManyInvoices).await;
    assert_eq!(world.invoices(account).await.len(), 61);
    let tab = world.tab(account).await;
    let overview = tab.show("").await;
    assert_eq!(overview.matches(">No. ").count(), 3, "{overview}");
    assert!(overview.contains("See all 61 invoices"), "{overview}");

    let mut seen = Vec::new();
    for page in 1..=6 {
        let body = tab.show(&format!("/invoices?page={page}")).await;
        assert!(body.contains(&format!("Page {page} of 6")), "{body}");
        assert_eq!(body.contains("rel=\"prev\""), page > 1);
        assert_eq!(body.contains("rel=\"next\""), page < 6);
        let numbers = body.split(">No. ").skip(1);
        seen.extend(numbers.map(|rest| rest.split('<').next().expect("a number").to_owned()));
    }
    let all: Vec<_> = (1..=61).rev().map(|number| number.to_string()).collect();
    assert_eq!(seen, all);
    assert_eq!(
        tab.show("/invoices").await,
        tab.show("/invoices?page=1").await
    );
    assert_eq!(
        tab.show("/invoices?page=7").await,
        tab.show("/invoices?page=6").await
    );
}

#[tokio::test]
async fn invoice_shows_what_was_paid() {
    let world = World::new().await;
    let account = world.subscribed("Ann & Söhne").await;
    world
        .sql(
            "UPDATE sandbox_invoices SET amount = 123456, period_start = '2026-01-31T10:00:00.000000Z', \
             period_end = '2026-02-28T10:00:00.000000Z', created_at = '2026-01-31T10:00:00.000000Z', \
             paid_at = '2026-02-01T00:00:00.000000Z', card = 'american-express'",
        )
        .await;
    let tab = world.tab(account).await;
    let page = tab.show("/invoices/1").await;
    for text in [
        "<h1>Invoice 1</h1>",
        "Paid",
        "31 January 2026 (UTC)",
        "28 February 2026 (UTC)",
        "Paid on <time datetime=\"2026-02-01\">1 February 2026 (UTC)</time> with American Express ending in 0005.",
        "1234.56 USD",
        "Ann &amp; Söhne",
        &account.to_string(),
        "Recoup Pro",
        "Sandbox",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
    let list = tab.show("/invoices").await;
    assert!(
        list.contains("1234.56 USD") && list.contains("31 Jan 2026"),
        "{list}"
    );
}

#[tokio::test]
async fn no_invoices_yet() {
    let world = World::new().await;
    let tab = world.tab(world.seeded(Scenario::Trialing).await).await;
    for page in ["", "/invoices"] {
        let body = tab.show(page).await;
        assert!(
            body.contains("There are no invoices yet."),
            "{page}: {body}"
        );
        assert!(!body.contains("<table"), "{page}: {body}");
    }
}
