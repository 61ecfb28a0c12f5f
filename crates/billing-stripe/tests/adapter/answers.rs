use std::time::Duration;

use accounts::{BillingError, CustomerId};
use serde_json::json;

use crate::fake::Scripted;
use crate::world::World;

fn is_nonsense(answer: &BillingError) -> bool {
    matches!(answer, BillingError::BadAnswer(_))
}

#[tokio::test]
async fn nonsense_is_told_from_trouble() {
    let world = World::new().await;
    let account = world.known().await;
    world.open(account).await.expect("opened");
    let url = |url: &str| json!({"id": "bps_1", "url": url}).to_string();
    let elsewhere = Scripted {
        status: 307,
        ..Scripted::default()
    };
    for answer in [
        Scripted::body("<html>canary</html>"),
        Scripted::body("{}"),
        Scripted::body("null"),
        Scripted::body(""),
        Scripted::body(r#"{"id":"bps_1","url":null}"#),
        Scripted::body(url("http://billing.stripe.com/canary")),
        Scripted::body(url("javascript:canary")),
        Scripted::body(format!(r#"{{"url":"{}"#, "x".repeat(2_000_000))),
        elsewhere.with("location", "https://canary.example/"),
    ] {
        let shown: String = answer.body.chars().take(60).collect();
        world.fake.take_calls();
        world.fake.script([answer]);
        let error = world.open(account).await.expect_err(&shown);
        assert!(is_nonsense(&error), "{shown}: {error:?}");
        assert!(!format!("{error:?}").contains("canary"), "{error:?}");
        assert_eq!(world.fake.take_calls().len(), 1, "{shown}");
        // Or five of them in a row would open the breaker.
        world.open(account).await.expect("opened");
    }
}

#[tokio::test]
async fn refusals_are_unavailable_and_name_the_reason() {
    let world = World::new().await;
    let account = world.known().await;
    world.open(account).await.expect("opened");
    let refusal = |message: &str| Scripted {
        body: json!({"error": {"type": "invalid_request_error", "message": message}}).to_string(),
        ..Scripted::status(400)
    };
    for answer in [
        refusal("No configuration provided"),
        Scripted::status(401),
        Scripted::status(402),
        Scripted::status(403),
        Scripted::status(404),
    ] {
        let status = answer.status.to_string();
        world.fake.script([answer.with("request-id", "req_7")]);
        match world.open(account).await {
            Err(BillingError::Unavailable { cause, .. }) => {
                let text = cause.to_string();
                assert!(text.contains(&status) && text.contains("req_7"), "{text}");
                let below = cause.source().map(ToString::to_string);
                assert!(!format!("{text} {below:?} {cause:?}").contains("canary"));
            }
            other => panic!("{status}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn unknown_customer_on_both_tries() {
    let world = World::new().await;
    let account = world.known().await;
    world.open(account).await.expect("opened");
    let gone = || {
        Scripted {
        body: json!({"error": {"type": "invalid_request_error", "code": "resource_missing", "param": "customer"}}).to_string(),
        ..Scripted::status(404)
    }
    };
    world.fake.script([gone()]);
    let answer = world.open(account).await;
    assert!(
        matches!(answer, Err(BillingError::NoActiveSubscription)),
        "{answer:?}"
    );
    assert_eq!(world.remembered(account).await, None::<CustomerId>);
}

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
async fn silence_ends_at_the_deadline() {
    let world = World::with(|options| options.deadline = Duration::from_millis(400)).await;
    let account = world.known().await;
    let late = Scripted::body("{}").after(Duration::from_secs(30));
    world.fake.script([late]);
    let began = std::time::Instant::now();
    let answer = world.open(account).await;
    assert!(
        matches!(answer, Err(BillingError::DeadlineExceeded)),
        "{answer:?}"
    );
    assert!(began.elapsed() < Duration::from_secs(10));
}
