//! The suite of the port on a real PostgreSQL server, and what is particular to it.

mod cases;
#[path = "postgres/opening.rs"]
mod opening;
#[path = "postgres/queries.rs"]
mod queries;
#[path = "postgres/schema.rs"]
mod schema;

use std::time::Duration;

use accounts::{AccountId, Directory as _, NewAccount};
use directory::{Database, DatabaseOptions, DatabaseState, Examination, OpenError};
use sql::Transaction;
use sqlx::Connection as _;
use test_postgres::{PASSWORD, Server, eventually};

struct Store {
    database: Database,
}

impl Store {
    fn database(&self) -> &Database {
        &self.database
    }
}

async fn open() -> Store {
    let database = open_url(&Server::shared().database()).await;
    Store {
        database: database.expect("opened"),
    }
}

async fn open_url(url: &str) -> Result<Database, OpenError> {
    let options = DatabaseOptions {
        // A busy machine opens connections slowly.
        acquire_timeout: DatabaseOptions::default().query_timeout,
        ..DatabaseOptions::default()
    };
    Database::open(url, options).await
}

async fn refused(url: &str) -> OpenError {
    let error = open_url(url).await.expect_err("refused");
    assert!(!format!("{error} {error:?}").contains(PASSWORD), "{error}");
    error
}

fn ann() -> NewAccount {
    NewAccount {
        id: AccountId::random(),
        name: "Ann".into(),
        created_at: "2026-08-01T12:00:00Z".parse().expect("a time"),
    }
}

/// The last part of a URL.
fn name_of(url: &str) -> &str {
    url.rsplit('/').next().expect("a name")
}

cases::directory_cases!(open);

#[tokio::test]
async fn examined_without_a_change() {
    let url = Server::shared().database();
    let examine = async || {
        let examined = Examination::of(&url, DatabaseOptions::default()).await;
        let examined = examined.expect("fine");
        assert!(!format!("{examined:?}").contains(PASSWORD));
        assert!(examined.name.contains(name_of(&url)), "{examined:?}");
        let ahead = examined.clock_ahead.expect("a clock");
        assert!(ahead.abs().as_secs() < 5, "it is the same: {ahead}");
        examined.state
    };
    let DatabaseState::PendingMigrations(all) = examine().await else {
        panic!("the database is there");
    };
    assert!(all > 1, "{all}");
    assert_eq!(
        examine().await,
        DatabaseState::PendingMigrations(all),
        "nothing is run"
    );
    open_url(&url).await.expect("opened").close().await;
    assert_eq!(examine().await, DatabaseState::PendingMigrations(0));

    let gone = Examination::of(&format!("{url}_no"), DatabaseOptions::default()).await;
    let error = gone.expect_err("no such database").to_string();
    assert!(
        error.contains("createdb") && !error.contains(PASSWORD),
        "{error}"
    );
}

#[tokio::test]
async fn upgrade_from_each_version() {
    for version in cases::versions().await {
        cases::upgrade_from(version, &Server::shared().database()).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn first_opens_at_once() {
    cases::first_opens_at_once(&Server::shared().database()).await;
}

#[tokio::test]
async fn database_of_another_history() {
    let url = Server::shared().database();
    let database = open_url(&url).await.expect("opened");
    sql::query("UPDATE _sqlx_migrations SET checksum = '\\x00' WHERE version = 1")
        .execute(database.pool())
        .await
        .expect("updated");
    let error = refused(&url).await.to_string();
    assert!(
        error.contains("migration 1 in the database differs"),
        "{error}"
    );
}

#[tokio::test]
async fn refused_with_the_way_out() {
    let server = Server::shared();
    server.sql(
        "postgres",
        "CREATE DATABASE latin ENCODING LATIN1 LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0",
    );
    server.sql(
        "postgres",
        "SET password_encryption = 'scram-sha-256'; CREATE USER stranger PASSWORD 'canary-stranger'",
    );
    let nobody = format!("postgres://127.0.0.1:{}", unused_port());
    let good = server.database();
    let as_stranger = good.replace(
        &format!("postgres:{PASSWORD}@"),
        "stranger:canary-stranger@",
    );
    for (url, message, passes) in [
        (server.url("missing"), "there is no such database", false),
        (
            good.replace(PASSWORD, "canary-wrong"),
            "refuses the user or the password",
            false,
        ),
        (
            as_stranger,
            "lacks a privilege; make it the database's owner",
            false,
        ),
        (server.url("latin"), "encoded in LATIN1, not UTF8", false),
        (
            format!("{good}?sslmode=require"),
            "no TLS connection",
            false,
        ),
        (
            format!("{good}?options=-c%20default_transaction_read_only%3Don"),
            "read-only; name the primary",
            false,
        ),
        (format!("{nobody}/db"), "cannot be reached; start it", true),
        (
            "postgres://host.invalid/db".to_owned(),
            "cannot be reached; start it",
            true,
        ),
    ] {
        let error = refused(&url).await;
        assert_eq!(error.may_pass(), passes, "{error}");
        let error = error.to_string();
        assert!(error.contains(message), "{error}");
        assert!(!error.contains("canary"), "{error}");
        assert!(error.contains("PostgreSQL database `"), "{error}");
    }
}

/// Another process that migrates is waited for, however short the waits of requests are.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn migration_elsewhere_is_waited_for() {
    let url = Server::shared().database();
    let mut other = sqlx::PgConnection::connect(&url).await.expect("connected");
    // The lock of migrations, as long as one connection holds it.
    sqlx::raw_sql("SELECT pg_advisory_lock(7269355120461)")
        .execute(&mut other)
        .await
        .expect("locked");
    let opening = tokio::spawn(async move { open_url(&url).await });
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert!(!opening.is_finished());
    other.close().await.expect("unlocked");
    let database = opening.await.expect("no panic").expect("opened");
    database.ping().await.expect("up");
}

/// A query that was given up does not keep its connection, nor the server busy.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn abandoned_query_ends_on_the_server() {
    let options = DatabaseOptions {
        max_connections: 1,
        query_timeout: Duration::from_millis(500),
        ..DatabaseOptions::default()
    };
    let server = Server::shared();
    let url = server.database();
    let database = Database::open(&url, options).await.expect("opened");
    let slow = sql::query("SELECT pg_sleep(600)").execute(database.pool());
    let given_up = tokio::time::timeout(Duration::from_millis(100), slow).await;
    assert!(given_up.is_err());
    let running = format!(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = '{}' AND state = 'active'",
        name_of(&url)
    );
    eventually("the query ends", || server.sql("postgres", &running) == "0").await;
    database.ping().await.expect("its connection is free again");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn dead_connections_are_found_before_they_are_used() {
    let server = Server::shared();
    let url = server.database();
    let database = open_url(&url).await.expect("opened");
    let held: Vec<_> = hold(&database, 4).await;
    drop(held);
    tokio::time::sleep(Duration::from_millis(1_200)).await;
    let kill = format!(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '{}'",
        name_of(&url)
    );
    assert_eq!(server.sql("postgres", &kill), "4");
    for _ in 0..8 {
        database.ping().await.expect("nobody notices");
    }
}

async fn hold(database: &Database, count: usize) -> Vec<Transaction> {
    let mut held = Vec::new();
    for _ in 0..count {
        held.push(database.pool().begin().await.expect("a connection"));
    }
    held
}

fn unused_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}
