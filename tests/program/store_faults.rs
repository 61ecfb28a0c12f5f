use std::path::Path;

use accounts_tests::{GOOD_BODY, Installation, Service, credentials_are_forgotten};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection as _, Executor as _, SqliteConnection};

const UNAVAILABLE: &str = "The service is temporarily unavailable";

/// A connection of ours to the server's database.
async fn open(database: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(database);
    SqliteConnection::connect_with(&options)
        .await
        .expect("a database")
}

async fn ready(service: &Service) -> u16 {
    service.client().ask("GET", "/readyz").send().await.status
}

/// Who waits for a lock in vain is told to come again, and neither that the key is bad nor that there is no subscription.
#[tokio::test]
async fn lock_database_in_the_middle() {
    let service = Installation::new().serve();
    let key = service.key();
    service.client().good(&key).send().await.portal();
    let mut other = open(&service.installation().database()).await;
    other.execute("BEGIN IMMEDIATE").await.expect("the lock");
    let answer = service.client().good(&key).send().await;
    answer.assert_error(503, UNAVAILABLE);
    // What only reads goes on.
    let wrong = service.client().good("recoup_sk_wrong").send().await;
    wrong.assert_error(401, "Unauthorized");
    other.execute("ROLLBACK").await.expect("unlocked");
    service.client().good(&key).send().await.portal();
}

/// The use of a key is noted beside the requests: those that only read wait for no lock, fast as ever.
#[tokio::test]
async fn lock_database_while_uses_are_noted() {
    let service = Installation::new().serve();
    let account =
        service
            .installation()
            .line(&["accounts", "create", "--name", "Poor", "--no-subscription"]);
    // Each is looked up: servers remember keys for a moment.
    let keys: Vec<_> = (0..20).map(|_| service.key_of(&account)).collect();
    let mut other = open(&service.installation().database()).await;
    other.execute("BEGIN IMMEDIATE").await.expect("the lock");
    let start = std::time::Instant::now();
    for key in keys.iter().cycle().take(50) {
        let asked = service.client().portal().header("x-api-key", key);
        let answer = asked.json("{}").send().await;
        answer.assert_error(400, "returnUrl is required");
    }
    assert!(start.elapsed() < std::time::Duration::from_secs(2));
    service.wait_for_log("the use of keys cannot be noted");
    other.execute("ROLLBACK").await.expect("unlocked");
    // Told to stop with the lock held, it does not wait for long.
    other.execute("BEGIN IMMEDIATE").await.expect("the lock");
    let (ran, _) = service.stop();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

#[tokio::test]
async fn lose_table_of_keys_in_the_middle() {
    let service = Installation::new().serve();
    let key = service.key();
    service.client().good(&key).send().await.portal();
    assert_eq!(ready(&service).await, 200);
    let mut other = open(&service.installation().database()).await;
    let renamed = "ALTER TABLE account_api_keys RENAME TO elsewhere";
    other.execute(renamed).await.expect("renamed");
    credentials_are_forgotten().await;
    for key in [key.as_str(), "recoup_sk_wrong"] {
        let answer = service.client().good(key).send().await;
        answer.assert_error(503, UNAVAILABLE);
        assert_eq!(answer.header("retry-after"), Some("1"));
    }
    // Strangers need no lookup.
    let stranger = service.client().portal().json(GOOD_BODY).send().await;
    assert_eq!(stranger.status, 401);
    let back = "ALTER TABLE elsewhere RENAME TO account_api_keys";
    other.execute(back).await.expect("renamed");
    service.client().good(&key).send().await.portal();
}

#[tokio::test]
async fn lose_table_of_subscriptions_in_the_middle() {
    let service = Installation::new().serve();
    let key = service.key();
    let mut other = open(&service.installation().database()).await;
    let renamed = "ALTER TABLE sandbox_subscriptions RENAME TO elsewhere";
    other.execute(renamed).await.expect("renamed");
    let answer = service.client().good(&key).send().await;
    answer.assert_error(503, UNAVAILABLE);
    service.wait_for_log("request failed");
}

#[tokio::test]
async fn cancel_subscription_in_the_middle() {
    let service = Installation::new().serve();
    let key = service.key();
    service.client().good(&key).send().await.portal();
    let mut other = open(&service.installation().database()).await;
    for change in [
        "UPDATE sandbox_subscriptions SET status = 'canceled'",
        "UPDATE sandbox_subscriptions SET status = 'active', current_period_end = '2020-01-01T00:00:00.000000Z', cancel_at_period_end = 1",
    ] {
        other.execute(change).await.expect("changed");
        let answer = service.client().good(&key).send().await;
        answer.assert_error(400, "No active subscription found");
    }
}

/// Rows of the published service: another form of time, no hint, and an expiry that nobody can read.
#[tokio::test]
async fn present_key_with_foreign_row() {
    let service = Installation::new().serve();
    let key = service.key();
    let mut other = open(&service.installation().database()).await;
    for (expiry, status) in [
        ("NULL", 200),
        ("'2999-12-31 23:59:59.123+00'", 200),
        ("'2999-12-31T23:59:59Z'", 200),
        ("'2020-01-01 00:00:00+00'", 401),
        ("'never'", 401),
        ("''", 401),
    ] {
        let change = format!("UPDATE account_api_keys SET hint = NULL, expires_at = {expiry}");
        let change = sqlx::query(sqlx::AssertSqlSafe(change));
        change.execute(&mut other).await.expect("changed");
        credentials_are_forgotten().await;
        let answer = service.client().good(&key).send().await;
        assert_eq!(answer.status, status, "{expiry}");
    }
}

/// The file is gone: whatever the server still knows, a good key is never called bad.
#[tokio::test]
async fn delete_database_in_the_middle() {
    let service = Installation::new().serve();
    let key = service.key();
    service.client().good(&key).send().await.portal();
    for end in ["", "-wal", "-shm"] {
        let file = format!("{}{end}", service.installation().database().display());
        std::fs::remove_file(&file).unwrap_or_else(|error| panic!("{file}: {error}"));
    }
    for _ in 0..20 {
        let answer = service.client().good(&key).send().await;
        assert!(matches!(answer.status, 200 | 503), "{answer:?}");
    }
}
