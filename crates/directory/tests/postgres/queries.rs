//! What a query brings with it, and that it leaves nothing behind.

use accounts::Directory as _;
use directory::{Database, DatabaseOptions};
use sql::Pool;
use sqlx::Row as _;
use test_postgres::Server;

use super::{ann, name_of, open, open_url};

/// Limits hold for each query, inside a transaction and outside, and for nobody who gets the connection after it.
#[tokio::test]
async fn every_query_has_limits_and_leaves_nothing() {
    let options = DatabaseOptions {
        max_connections: 1,
        ..DatabaseOptions::default()
    };
    let url = Server::shared().database();
    let database = Database::open(&url, options).await.expect("opened");
    let limits = || {
        sql::query_as::<(String, String, String)>(
            "SELECT current_setting('statement_timeout'), current_setting('lock_timeout'), \
             current_setting('idle_in_transaction_session_timeout')",
        )
    };
    let ours = ["5s", "2s", "5s"].map(str::to_owned).into();
    let alone = limits().fetch_one(database.pool()).await;
    assert_eq!(alone.expect("limits"), ours);
    let mut transaction = database.pool().begin().await.expect("a transaction");
    let within = limits().fetch_one(&mut transaction).await;
    assert_eq!(within.expect("limits"), ours);
    transaction.commit().await.expect("committed");
    drop(database.pool().begin().await.expect("a transaction"));
    database.add_account(&ann()).await.expect("added");

    let Pool::Postgres(pool, _) = database.pool() else {
        panic!("it is a server");
    };
    for (left, expected) in [
        ("SELECT current_setting('statement_timeout')", "0"),
        ("SELECT current_setting('lock_timeout')", "0"),
        (
            "SELECT current_setting('idle_in_transaction_session_timeout')",
            "0",
        ),
        ("SELECT count(*)::text FROM pg_prepared_statements", "0"),
        (
            "SELECT count(*)::text FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()",
            "0",
        ),
        (
            "SELECT current_setting('application_name')",
            "accounts-server",
        ),
    ] {
        let row = sqlx::raw_sql(left).fetch_one(pool).await.expect(left);
        assert_eq!(row.get::<String, _>(0), expected, "{left}");
    }
}

/// Texts come back as they were, whatever the server takes a backslash for.
#[tokio::test]
async fn texts_with_meanings_elsewhere() {
    let server = Server::shared();
    for setting in ["on", "off"] {
        let url = server.database();
        let name = name_of(&url);
        let alter = format!("ALTER DATABASE {name} SET standard_conforming_strings = {setting}");
        server.sql("postgres", &alter);
        let database = open_url(&url).await.expect("opened");
        for text in [
            "",
            "'",
            "''",
            "\\",
            "\\'; DROP TABLE accounts; --",
            "$1",
            "$2 $$",
            "E'\\x41'",
            "/* --",
            "\"Zoë\" 🦀\n\r\t",
        ] {
            let query = sql::query_as::<(String, i64, Option<String>)>("SELECT $1, -$2, $3");
            let query = query.bind(text).bind(-7).bind(None::<&str>);
            let row = query.fetch_one(database.pool()).await.expect(text);
            assert_eq!(row, (text.to_owned(), 7, None), "{setting}");
        }
    }
}

/// Values do not keep the server from its indexes.
#[tokio::test]
async fn key_is_found_by_its_index() {
    let store = open().await;
    let pool = store.database.pool();
    let fill = "INSERT INTO accounts (id, name, created_at) SELECT n::text, 'x', 'y' FROM generate_series(1, 5000) AS n";
    sql::query(fill).execute(pool).await.expect("filled");
    sql::query("ANALYZE accounts")
        .execute(pool)
        .await
        .expect("analyzed");
    let explain = sql::query_as::<(String,)>("EXPLAIN SELECT name FROM accounts WHERE id = $1");
    let plan = explain.bind("77").fetch_all(pool).await.expect("a plan");
    assert!(
        plan[0].0.contains("Index Scan using accounts_pkey"),
        "{plan:?}"
    );
}
