use std::time::{Duration, Instant};

use accounts::{Billing as _, BillingError, Deadline, ReturnUrlPolicy};
use serde_json::json;

use crate::fake::Scripted;
use crate::world::{RETURN_URL, World};

/// The first answers of a call, the calls that come of them, and whether a session is opened.
struct Row {
    answers: Vec<Scripted>,
    tries: usize,
    opened: bool,
}

fn row(answers: impl IntoIterator<Item = Scripted>, tries: usize, opened: bool) -> Row {
    Row {
        answers: answers.into_iter().collect(),
        tries,
        opened,
    }
}

#[tokio::test]
async fn tries_of_each_answer() {
    let status = Scripted::status;
    let retried = || status(429).with("stripe-should-retry", "true");
    let rows = vec![
        row([status(500), status(500)], 3, true),
        row([status(500), status(500), status(500)], 3, false),
        row([status(429)], 1, false),
        row([status(429).with("retry-after", "1")], 1, false),
        row([status(429).with("stripe-should-retry", "false")], 1, false),
        row([status(429).with("stripe-should-retry", "true")], 2, true),
        row([retried(), retried()], 3, true),
        row([retried(), retried(), retried()], 3, false),
        row([locked(), locked()], 2, false),
        row([locked()], 2, true),
        row([locked().with("stripe-should-retry", "false")], 1, false),
        row(
            [locked().with("stripe-rate-limited-reason", "endpoint-rate")],
            1,
            false,
        ),
        row([status(500).with("stripe-should-retry", "false")], 1, false),
        row([status(409)], 2, true),
        row([status(503).with("retry-after", "3")], 2, true),
        row(
            [Scripted::body(r#"{"id":"bps_1","url":"https://bill"#)],
            2,
            true,
        ),
        row([status(400)], 1, false),
        row([status(401)], 1, false),
        row([status(403)], 1, false),
        row([status(424)], 1, false),
    ];
    let rows = rows
        .into_iter()
        .enumerate()
        .map(|(number, row)| async move {
            let world = World::new().await;
            let account = world.known().await;
            world.open(account).await.expect("opened");
            world.fake.take_calls();

            world.fake.script(row.answers);
            let answer = world.open(account).await;
            assert_eq!(answer.is_ok(), row.opened, "row {number}: {answer:?}");
            if let Err(error) = answer {
                assert!(
                    matches!(error, BillingError::Unavailable { .. }),
                    "row {number}: {error:?}"
                );
            }
            let calls = world.fake.take_calls();
            assert_eq!(calls.len(), row.tries, "row {number}");
            let key = &calls[0].headers["idempotency-key"];
            assert!(
                calls
                    .iter()
                    .all(|call| call.headers["idempotency-key"] == key)
            );
            assert!(calls.iter().all(|call| call.form == calls[0].form));
        });
    let rows: Vec<_> = rows.map(tokio::spawn).collect();
    for row in rows {
        row.await.expect("the row holds");
    }
}

/// Somebody else holds a lock on the customer.
fn locked() -> Scripted {
    let error = json!({"type": "invalid_request_error", "code": "lock_timeout"});
    Scripted {
        body: json!({ "error": error }).to_string(),
        ..Scripted::status(429)
    }
}

#[tokio::test]
async fn retry_after_a_lock_is_honoured() {
    let world = World::new().await;
    let account = world.known().await;
    world.open(account).await.expect("opened");
    let began = Instant::now();
    world.fake.script([locked().with("retry-after", "2")]);
    world.open(account).await.expect("opened");
    assert!(
        began.elapsed() >= Duration::from_secs(2),
        "{:?}",
        began.elapsed()
    );
}

fn retry_after(answer: Result<accounts::PortalSession, BillingError>) -> Duration {
    match answer {
        Err(BillingError::Unavailable { retry_after, .. }) => retry_after.expect("a time"),
        other => panic!("{other:?}"),
    }
}

/// The endpoint is left alone, whoever asks, and only that endpoint.
#[tokio::test]
async fn too_many_requests_pause_the_endpoint() {
    let world = World::new().await;
    let account = world.known().await;
    world.open(account).await.expect("opened");
    world
        .fake
        .script([Scripted::status(429).with("retry-after", "60")]);
    let wait = retry_after(world.open(account).await);
    assert_eq!(wait, Duration::from_secs(60));
    world.fake.take_calls();
    let other = world.known().await;
    let wait = retry_after(world.open(other).await);
    assert!(
        wait > Duration::from_secs(50) && wait <= Duration::from_secs(60),
        "{wait:?}"
    );
    assert_eq!(world.fake.take_lines(), ["GET /v1/subscriptions"]);
}

#[tokio::test]
async fn pause_is_over_after_a_second() {
    let world = World::new().await;
    let account = world.known().await;
    world.open(account).await.expect("opened");
    world.fake.script([Scripted::status(429)]);
    assert_eq!(
        retry_after(world.open(account).await),
        Duration::from_secs(1)
    );
    world.fake.take_calls();
    let wait = retry_after(world.open(account).await);
    assert!(wait <= Duration::from_secs(1), "{wait:?}");
    assert_eq!(world.fake.take_calls().len(), 0);
    tokio::time::sleep(wait).await;
    world.open(account).await.expect("opened");
    world.fake.script([Scripted::status(429)]);
    let wait = retry_after(world.open(account).await);
    assert_eq!(wait, Duration::from_secs(1), "the first again");
}

/// However many of them there were: Stripe answers.
#[tokio::test]
async fn too_many_requests_are_no_failures() {
    let world = World::new().await;
    let account = world.known().await;
    world.open(account).await.expect("opened");
    let limited = || Scripted::status(429).with("stripe-should-retry", "true");
    world.fake.script((0..18).map(|_| limited()));
    let answers = (0..6).map(|_| {
        let stripe = world.stripe.clone();
        let back = ReturnUrlPolicy::default().check(RETURN_URL).expect("fit");
        tokio::spawn(async move { stripe.open_portal(account, &back, Deadline::never()).await })
    });
    for answer in answers.collect::<Vec<_>>() {
        retry_after_or_none(answer.await.expect("no panic"));
    }
    world.stripe.ping().await.expect("the breaker is closed");
    world.open(account).await.expect("opened");
}

fn retry_after_or_none(answer: Result<accounts::PortalSession, BillingError>) {
    assert!(
        matches!(answer, Err(BillingError::Unavailable { .. })),
        "{answer:?}"
    );
}

#[tokio::test]
async fn what_is_sent() {
    let world =
        World::with(|options| options.portal_configuration = Some("bpc_1".to_owned())).await;
    let account = world.known().await;
    world.open(account).await.expect("opened");
    world.open(account).await.expect("opened");
    let calls = world.fake.take_calls();
    let session = &calls[1];
    assert_eq!(session.form["return_url"], crate::world::RETURN_URL);
    assert_eq!(session.form["configuration"], "bpc_1");
    assert_eq!(session.form.len(), 3);
    for (name, value) in [
        ("authorization", "Bearer sk_test_canary"),
        ("stripe-version", "2025-02-24.acacia"),
        ("content-type", "application/x-www-form-urlencoded"),
        ("accept", "application/json"),
    ] {
        assert_eq!(session.headers[name], value);
    }
    assert_ne!(
        session.headers["idempotency-key"], calls[2].headers["idempotency-key"],
        "each request is another"
    );
    assert!(!calls[0].headers.contains_key("idempotency-key"));
}
