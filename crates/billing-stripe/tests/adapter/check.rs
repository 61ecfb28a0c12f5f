use serde_json::json;

use crate::fake::Scripted;
use crate::world::World;

async fn told(world: &World) -> Vec<String> {
    let findings = billing_stripe::check(&world.options).await;
    let findings = findings.expect("a client");
    let line = |finding: billing_stripe::Finding| match finding.outcome {
        Ok(good) => format!("{}: {good}", finding.subject),
        Err(bad) => format!("{}! {bad}", finding.subject),
    };
    findings.into_iter().map(line).collect()
}

fn refused(status: u16, message: &str) -> Scripted {
    let body = json!({"error": {"type": "invalid_request_error", "message": message}});
    Scripted {
        body: body.to_string(),
        ..Scripted::status(status)
    }
}

fn page(data: serde_json::Value) -> Scripted {
    Scripted::body(json!({ "data": data }).to_string())
}

#[tokio::test]
async fn what_a_key_may_do() {
    let world = World::new().await;
    world.fake.script([
        page(json!([])),
        page(json!([])),
        page(json!([])),
        refused(
            403,
            "Having the 'rak_customer_read' permission would allow this",
        ),
        page(json!([{"id": "bpc_1", "active": true}])),
    ]);
    let told = told(&world).await;
    assert_eq!(told[0], "subscriptions: allowed");
    assert_eq!(told[1], "clock: as Stripe's");
    assert_eq!(told[2], "subscription search: allowed");
    assert!(
        told[3].starts_with("customer search! Stripe answered 403"),
        "{told:?}"
    );
    assert!(told[3].contains("rak_customer_read"), "{told:?}");
    assert_eq!(told[4], "portal configuration: bpc_1 is active");
    assert_eq!(told[5], "portal sessions: allowed");
    assert_eq!(told.len(), 6);
}

#[tokio::test]
async fn bad_key_is_said_once() {
    let world = World::new().await;
    world
        .fake
        .script([refused(401, "Invalid API Key provided: sk_test_canary")]);
    let told = told(&world).await;
    // What the key may do is not asked; what the clock says does not hang on it.
    assert_eq!(told.len(), 2);
    assert_eq!(told[1], "clock: as Stripe's");
    assert!(
        told[0].contains("Invalid API Key provided: (the key)"),
        "{told:?}"
    );
}

#[tokio::test]
async fn portal_that_was_never_saved() {
    let world = World::new().await;
    world.fake.script([
        page(json!([])),
        page(json!([])),
        page(json!([])),
        page(json!([])),
        page(json!([])),
    ]);
    let told = told(&world).await;
    assert!(told[4].contains("never configured"), "{told:?}");
}
