use std::time::{Duration, Instant};

use accounts::BillingError;

use crate::fake::Scripted;
use crate::world::World;

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
    let rows = vec![
        row([status(500), status(500)], 3, true),
        row([status(500), status(500), status(500)], 3, false),
        row([status(429), status(429)], 2, false),
        row([status(429)], 2, true),
        row([status(429).with("stripe-should-retry", "false")], 1, false),
        row([status(429).with("stripe-should-retry", "true")], 2, true),
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

#[tokio::test]
async fn retry_after_is_honoured_within_the_deadline_and_handed_on_beyond() {
    let world = World::new().await;
    let account = world.known().await;
    world.open(account).await.expect("opened");
    world.fake.take_calls();

    let began = Instant::now();
    world
        .fake
        .script([Scripted::status(429).with("retry-after", "2")]);
    world.open(account).await.expect("opened");
    assert!(
        began.elapsed() >= Duration::from_secs(2),
        "{:?}",
        began.elapsed()
    );
    assert_eq!(world.fake.take_calls().len(), 2);

    world
        .fake
        .script([Scripted::status(429).with("retry-after", "60")]);
    match world.open(account).await {
        Err(BillingError::Unavailable { retry_after, .. }) => {
            assert_eq!(retry_after, Some(Duration::from_secs(60)));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(world.fake.take_calls().len(), 1);
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
