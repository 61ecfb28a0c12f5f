//! Opening a database as it is, and one that a later version has migrated.

use accounts::Directory as _;
use directory::{Database, DatabaseOptions, DatabaseState, Examination, Opening};
use test_postgres::Server;

use super::{ann, name_of, open_url};

#[tokio::test]
async fn database_of_a_newer_version() {
    let url = Server::shared().database();
    let database = open_url(&url).await.expect("opened");
    sql::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
         VALUES (9999, 'later', TRUE, '\\x00', 0)",
    )
    .execute(database.pool())
    .await
    .expect("inserted");
    for opening in [Opening::Migrate, Opening::AsItIs] {
        let opened = Database::open_with(&url, opening, DatabaseOptions::default()).await;
        let database = opened.expect("migrations only add");
        database.add_account(&ann()).await.expect("added");
        database.close().await;
    }
    let examined = Examination::of(&url, DatabaseOptions::default()).await;
    let examined = examined.expect("fine");
    assert_eq!(
        (examined.newer, examined.state),
        (Some(9999), DatabaseState::PendingMigrations(0))
    );
}

/// A command that may not migrate leaves the database alone, and says what to do.
#[tokio::test]
async fn database_that_is_behind() {
    let url = Server::shared().database();
    let as_it_is = async || {
        let opened = Database::open_with(&url, Opening::AsItIs, DatabaseOptions::default()).await;
        opened.expect_err("refused").to_string()
    };
    let error = as_it_is().await;
    assert!(error.contains("no tables of accounts-server"), "{error}");
    let tables = "SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'";
    assert_eq!(Server::shared().sql(name_of(&url), tables), "0");
    let database = open_url(&url).await.expect("opened");
    assert!(database.migrations_run() > 1);
    database.close().await;
    let change = "DELETE FROM _sqlx_migrations WHERE version = 6";
    Server::shared().sql(name_of(&url), change);
    let error = as_it_is().await;
    for part in [name_of(&url), "lacks 1 of", "accounts-server migrate"] {
        assert!(error.contains(part), "{error}");
    }
}
