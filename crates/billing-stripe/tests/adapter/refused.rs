//! What Stripe refuses for reasons that have nothing to do with the account.

use accounts::BillingError;
use serde_json::json;

use crate::fake::Scripted;
use crate::world::World;

/// With a test key in place of the live one every customer is missing, and a link by hand would be lost for good.
#[tokio::test]
async fn key_of_the_other_mode_forgets_nobody() {
    let world = World::new().await;
    let account = world.known().await;
    let customer = world.remembered(account).await;
    let message = "No such customer: 'cus_1'; a similar object exists in live mode, but a test mode key was used to make this request.";
    let error = json!({"type": "invalid_request_error", "code": "resource_missing", "param": "customer", "message": message});
    world.fake.script([Scripted {
        body: json!({ "error": error }).to_string(),
        ..Scripted::status(400)
    }]);
    let answer = world.open(account).await;
    assert!(
        matches!(answer, Err(BillingError::Unavailable { .. })),
        "{answer:?}"
    );
    assert_eq!(world.remembered(account).await, customer);
}

#[tokio::test]
async fn search_that_fails_is_no_answer() {
    let refused = || Scripted {
        status: 400,
        body:
            json!({"error": {"type": "invalid_request_error", "message": "search is not offered"}})
                .to_string(),
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
    let answer = world.open(linked).await.expect("an answer");
    assert!(answer.is_none(), "{answer:?}");
}
