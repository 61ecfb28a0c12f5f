use sqlx::postgres::PgConnection;
use sqlx::{Connection as _, Executor as _};
use tokio::task::JoinSet;

use crate::world::{UNAVAILABLE, World};

/// The server's processes do nothing, its sockets are open: nothing is refused, nothing answers.
#[tokio::test]
async fn hung_then_going_on() {
    let world = World::new().await;
    let frozen = world.postgres.freeze();
    world.assert_unavailable().await;
    drop(frozen);
    let took = world.recovered().await;
    eprintln!("hung, then going on: recovered {took:?} after it went on");
    world.finish();
}

/// Many requests at a server that hangs: each is answered in time, and none waits for all the others.
#[tokio::test]
async fn hung_under_load() {
    let world = World::with(&[("ACCOUNTS_DATABASE_MAX_CONNECTIONS", "2")]).await;
    let frozen = world.postgres.freeze();
    let mut requests = JoinSet::new();
    for _ in 0..40 {
        requests.spawn(world.service.client().good(&world.key).send());
    }
    let answers = tokio::time::timeout(std::time::Duration::from_secs(20), requests.join_all());
    for answer in answers.await.expect("all answers in time") {
        answer.assert_error(503, UNAVAILABLE);
    }
    drop(frozen);
    world.recovered().await;
    world.finish();
}

/// Somebody holds a lock on the table of keys, such as a migration by hand.
#[tokio::test]
async fn locked_then_unlocked() {
    let world = World::new().await;
    let url = world.postgres.url("test_0");
    let mut other = PgConnection::connect(&url).await.expect("a connection");
    other
        .execute("BEGIN; LOCK TABLE account_api_keys, accounts, sandbox_portal_sessions IN ACCESS EXCLUSIVE MODE")
        .await
        .expect("locked");
    world.assert_unavailable().await;
    other.execute("ROLLBACK").await.expect("unlocked");
    world.recovered().await;
    // The server gave the waiting queries up as well: they are not still there.
    let waiting: i64 =
        sqlx::query_scalar("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
            .fetch_one(&mut other)
            .await
            .expect("a number");
    assert_eq!(waiting, 0);
    world.finish();
}

/// A table that is gone is a store that cannot be asked.
#[tokio::test]
async fn table_lost_then_back() {
    let world = World::new().await;
    world
        .postgres
        .sql("test_0", "ALTER TABLE account_api_keys RENAME TO elsewhere");
    for key in [world.key.as_str(), "recoup_sk_unknown"] {
        // A key may be remembered for less than a second.
        let mut status = 200;
        for _ in 0..200 {
            status = world.service.client().good(key).send().await.status;
            if status == 503 {
                break;
            }
            assert_eq!(status, 200);
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        assert_eq!(status, 503);
    }
    world
        .postgres
        .sql("test_0", "ALTER TABLE elsewhere RENAME TO account_api_keys");
    world.recovered().await;
    world.finish();
}
