//! Looking at a SQLite file without changing anything.

use std::path::Path;

use directory::{Database, DatabaseOptions, DatabaseState, Examination, OpenError};
use sqlx::Connection as _;

async fn examine(file: &Path) -> Result<Examination, OpenError> {
    let url = format!("sqlite:{}", file.display());
    Examination::of(&url, DatabaseOptions::default()).await
}

async fn made(file: &Path) {
    let url = format!("sqlite:{}", file.display());
    let database = Database::open(&url, DatabaseOptions::default()).await;
    database.expect("opened").close().await;
}

async fn run(file: &Path, sql: &'static str) {
    let url = format!("sqlite:{}?mode=rwc", file.display());
    let mut connection = sqlx::SqliteConnection::connect(&url)
        .await
        .expect("connected");
    sqlx::raw_sql(sql)
        .execute(&mut connection)
        .await
        .expect(sql);
    connection.close().await.expect("closed");
}

#[tokio::test]
async fn states_of_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a b?.db");
    let url = format!("sqlite:{}/a%20b%3F.db", folder.path().display());
    let state = async || {
        let examined = Examination::of(&url, DatabaseOptions::default()).await;
        let Examination {
            name,
            state,
            clock_ahead,
            ..
        } = examined.expect("fine");
        assert_eq!(
            (name.as_str(), clock_ahead),
            (file.to_str().expect("UTF-8"), None)
        );
        state
    };
    assert_eq!(state().await, DatabaseState::Missing);
    assert!(!file.exists(), "it is looked at, not made");

    std::fs::write(&file, "").expect("written");
    let DatabaseState::PendingMigrations(all) = state().await else {
        panic!("the file is there");
    };
    assert!(all > 1, "{all}");
    assert_eq!(file.metadata().expect("there").len(), 0, "nothing is run");

    let opened = Database::open(&url, DatabaseOptions::default()).await;
    let opened = opened.expect("opened");
    assert_eq!(
        state().await,
        DatabaseState::PendingMigrations(0),
        "while it is in use"
    );
    opened.close().await;
    assert_eq!(state().await, DatabaseState::PendingMigrations(0));
}

#[tokio::test]
async fn damaged_locked_or_of_another_version() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let error = async |name: &str| {
        let error = examine(&path(name)).await.expect_err(name).to_string();
        assert!(error.contains(name), "{error}");
        error
    };
    assert!(error("none/a.db").await.contains("folder does not exist"));
    std::fs::create_dir(path("b.db")).expect("a folder");
    assert!(error("b.db").await.contains("not a file"));
    std::fs::write(path("c.db"), "x".repeat(9000)).expect("written");
    assert!(error("c.db").await.contains("damaged"));

    made(&path("d.db")).await;
    run(
        &path("d.db"),
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
         VALUES (99991231000000, 'new', 1, x'00', 0)",
    )
    .await;
    let newer = examine(&path("d.db")).await.expect("fine");
    assert_eq!(newer.newer, Some(99_991_231_000_000));
    assert_eq!(newer.state, DatabaseState::PendingMigrations(0));

    made(&path("e.db")).await;
    run(
        &path("e.db"),
        "UPDATE _sqlx_migrations SET checksum = x'00'",
    )
    .await;
    assert!(error("e.db").await.contains("differs"));

    // Pages of a table overwritten in the middle.
    made(&path("f.db")).await;
    run(&path("f.db"), "PRAGMA journal_mode = DELETE").await;
    let mut bytes = std::fs::read(path("f.db")).expect("read");
    let page = 4096;
    assert!(bytes.len() > 6 * page, "{}", bytes.len());
    bytes[3 * page..5 * page].fill(0xAA);
    std::fs::write(path("f.db"), bytes).expect("written");
    assert!(error("f.db").await.contains("damaged"));
}
