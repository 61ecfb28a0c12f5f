//! What addresses may say, whoever wrote them.

use billing_sandbox::Scenario;

use crate::support::World;

#[tokio::test]
async fn what_the_row_does_not_bear_out_is_not_said() {
    let world = World::new().await;
    let active = world.tab(world.seeded(Scenario::Active).await).await;
    let page = active.show("?done=canceled").await;
    assert!(!page.contains("is canceled"), "{page}");
    let canceling = world.seeded(Scenario::CancelsAtPeriodEnd).await;
    let page = world.tab(canceling).await.show("?done=kept").await;
    assert!(!page.contains("goes on"), "{page}");
    let unpaid = world.tab(world.seeded(Scenario::PastDue).await).await;
    let page = unpaid.show("?done=card").await;
    assert!(!page.contains("is now"), "{page}");
    let page = active.show("/payment-method?card=visa").await;
    assert!(!page.contains("Declined:"), "{page}");
}

#[tokio::test]
async fn odd_addresses_are_pages() {
    let world = World::new().await;
    let tab = world.tab(world.seeded(Scenario::Active).await).await;
    for page in [
        "?done=",
        "?done=%3Cscript%3E",
        "?x",
        "?&&==",
        "/invoices?page=0",
        "/invoices?page=-1",
        "/invoices?page=99999999999999999999",
        "/invoices?page=9223372036854775807",
        "/invoices?page=x",
        "/payment-method?card=%00",
        "/cancel/confirm",
        "/cancel/confirm?reason=%3Cscript%3E",
    ] {
        let body = tab.show(page).await;
        assert!(!body.contains("<script"), "{page}: {body}");
    }
    for number in ["0", "-1", "5", "x", "99999999999999999999", "1%00"] {
        let page = tab.get(&format!("/invoices/{number}")).await;
        let title = "There is no such invoice";
        page.assert_message(axum::http::StatusCode::NOT_FOUND, title);
    }
}
