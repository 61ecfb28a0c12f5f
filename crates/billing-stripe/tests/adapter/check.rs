use serde_json::json;

use crate::fake::Scripted;
use crate::world::World;

async fn told(world: &World) -> Vec<String> {
    told_of(world, billing_stripe::KnownLinks::default()).await
}

async fn told_of(world: &World, known: billing_stripe::KnownLinks) -> Vec<String> {
    let findings = billing_stripe::check(&world.options, &known).await;
    let findings = findings.expect("a client");
    let line = |finding: billing_stripe::StripeFinding| match finding.outcome {
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
    assert!(
        told[6].starts_with("account: cannot be compared"),
        "{told:?}"
    );
    assert_eq!(told.len(), 7);
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

#[tokio::test]
async fn key_of_another_account() {
    for (known, verdict) in [
        (Some("acct_1"), "account: acct_1, as before"),
        (
            Some("acct_other"),
            "account! the secret key is of acct_1, and",
        ),
        (None, "account: acct_1; no link was made yet"),
    ] {
        let world = World::new().await;
        world.fake.set_account("acct_1");
        let empty = || page(json!([]));
        world.fake.script([
            empty(),
            empty(),
            empty(),
            empty(),
            page(json!([{"id": "bpc_1", "active": true}])),
            refused(400, "Missing required param: customer."),
            Scripted::body(r#"{"id":"cus_1","object":"customer"}"#),
            Scripted::body(r#"{"id":"cus_2","object":"customer","deleted":true}"#),
            Scripted {
                body: json!({"error": {"code": "resource_missing", "param": "id"}}).to_string(),
                ..Scripted::status(404)
            },
        ]);
        let customers = ["cus_1", "cus_2", "cus_3"];
        let known = billing_stripe::KnownLinks {
            account: known.map(str::to_owned),
            customers: customers.map(|id| id.parse().expect("an id")).to_vec(),
        };
        let told = told_of(&world, known).await;
        assert!(told[6].starts_with(verdict), "{told:?}");
        let customers = "linked customers! Stripe does not know cus_2, cus_3:";
        assert!(told[7].starts_with(customers), "{told:?}");
    }
}
