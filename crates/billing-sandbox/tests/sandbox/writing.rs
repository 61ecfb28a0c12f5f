//! Sessions that are opened at the same time.

use std::collections::HashSet;

use accounts::{AccountId, Billing as _, BillingError, PortalSession};
use billing_sandbox::Scenario;
use secrecy::ExposeSecret as _;
use tokio::task::JoinSet;

use crate::support::{BACK, World, return_url};

type Answer = Result<Option<PortalSession>, BillingError>;

async fn count(world: &World) -> i64 {
    let (count,) = sql::query_as("SELECT COUNT(*) FROM sandbox_portal_sessions")
        .fetch_one(world.database.pool())
        .await
        .expect("a number");
    count
}

/// Asks for sessions of each account at once, many times over.
async fn open_at_once(
    world: &World,
    accounts: &[AccountId],
    times: usize,
) -> Vec<(AccountId, Answer)> {
    let mut asked = JoinSet::new();
    for account in accounts.repeat(times) {
        let sandbox = world.sandbox.clone();
        asked.spawn(async move {
            let answer = sandbox
                .open_portal(account, &return_url(BACK), accounts::Deadline::never())
                .await;
            (account, answer)
        });
    }
    asked.join_all().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn each_request_gets_its_own_answer() {
    let world = World::new().await;
    let ann = world.subscribed("Ann").await;
    let zoe = world.seeded(Scenario::PastDue).await;
    let gone = world.seeded(Scenario::Canceled).await;
    let stranger = world.account("Bob").await;
    let unknown = AccountId::random();

    let accounts = [ann, gone, zoe, stranger, unknown];
    let answers = open_at_once(&world, &accounts, 100).await;
    assert_eq!(answers.len(), 500);
    let mut ids = HashSet::new();
    for (account, answer) in answers {
        match answer {
            Ok(Some(session)) => {
                assert!(account == ann || account == zoe, "{account}");
                let stored: (String, String) = sql::query_as(
                    "SELECT account, return_url FROM sandbox_portal_sessions WHERE id = $1",
                )
                .bind(&session.id)
                .fetch_one(world.database.pool())
                .await
                .expect("written before it was answered");
                assert_eq!(stored, (account.to_string(), BACK.to_owned()));
                assert!(session.url.expose_secret().contains(&session.id));
                ids.insert(session.id);
            }
            Ok(None) => {
                assert!(account != ann && account != zoe, "{account}");
            }
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!(ids.len(), 200);
    assert_eq!(count(&world).await, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn failure_is_reported_and_passes() {
    let world = World::new().await;
    let ann = world.subscribed("Ann").await;
    world
        .sql("ALTER TABLE sandbox_portal_sessions RENAME TO elsewhere")
        .await;
    for (_, answer) in open_at_once(&world, &[ann], 100).await {
        assert!(
            matches!(answer, Err(BillingError::Unavailable { .. })),
            "{answer:?}"
        );
    }
    world
        .sql("ALTER TABLE elsewhere RENAME TO sandbox_portal_sessions")
        .await;
    for (_, answer) in open_at_once(&world, &[ann], 100).await {
        answer.expect("an answer").expect("opened");
    }
    assert_eq!(count(&world).await, 100);
}

/// Sessions that expired long ago go away as new ones come, batch by batch; young ones stay.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn old_sessions_are_removed() {
    let world = World::new().await;
    // The first opening sweeps, so that these are made without one.
    let account = world.subscribed("Ann").await;
    world
        .sql(
            "INSERT INTO sandbox_portal_sessions (id, account, return_url, token_hash, created_at, expires_at) \
             WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200) \
             SELECT 'old' || i, id, 'https://example.com/', 'h', '2020-01-01T00:00:00.000000Z', \
             '2020-01-01T00:10:00.000000Z' FROM n, accounts",
        )
        .await;
    assert_eq!(count(&world).await, 1200);
    let settle = async |expected: i64| {
        for _ in 0..200 {
            if count(&world).await == expected {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        panic!("{} sessions, not {expected}", count(&world).await);
    };
    world.tab(account).await;
    settle(1200 - 1024 + 1).await;
    for (_, answer) in open_at_once(&world, &[account], 256).await {
        answer.expect("an answer").expect("opened");
    }
    settle(257).await;
}
