//! Opening a SQLite file as it is, and one that a later version has migrated.

use std::path::{Path, PathBuf};

use accounts::Directory as _;
use directory::{Database, DatabaseOptions, OpenError, Opening};
use sqlx::Connection as _;
use tempfile::TempDir;

fn folder_and_file() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("accounts.db");
    (folder, file)
}

async fn open_with(file: &Path, opening: Opening) -> Result<Database, OpenError> {
    let url = format!("sqlite:{}", file.display());
    Database::open_with(&url, opening, DatabaseOptions::default()).await
}

async fn open(file: &Path) -> Database {
    open_with(file, Opening::Migrate).await.expect("opened")
}

#[track_caller]
fn assert_names(error: &OpenError, file: &Path, words: &str) {
    let text = error.to_string();
    assert!(text.contains(&file.display().to_string()), "{text}");
    assert!(text.contains(words), "{text}");
}

/// Migrations only add.
#[tokio::test]
async fn file_of_a_newer_version() {
    let (_folder, file) = folder_and_file();
    let database = open(&file).await;
    sql::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
         VALUES (9999, 'later', TRUE, x'00', 0)",
    )
    .execute(database.pool())
    .await
    .expect("inserted");
    database.close().await;
    for opening in [Opening::Migrate, Opening::AsItIs] {
        let database = open_with(&file, opening).await.expect("opened");
        let accounts = database.accounts(None, 9).await.expect("an answer");
        assert_eq!(accounts.rows, []);
        database.close().await;
    }
}

#[tokio::test]
async fn as_it_is_nothing_is_made_or_changed() {
    let (folder, file) = folder_and_file();
    let error = open_with(&file, Opening::AsItIs)
        .await
        .expect_err("no file");
    assert_names(&error, &file, "no such file");
    assert_names(&error, &file, "accounts-server migrate");
    let missing = folder.path().join("missing/accounts.db");
    let error = open_with(&missing, Opening::AsItIs)
        .await
        .expect_err("no folder");
    assert_names(&error, &missing, "folder does not exist");
    assert_eq!(folder.path().read_dir().expect("a folder").count(), 0);

    // An empty one, and one of another program.
    std::fs::write(&file, "").expect("written");
    let other = folder.path().join("other.db");
    let url = format!("sqlite:{}?mode=rwc", other.display());
    let made = sqlx::SqliteConnection::connect(&url).await;
    let mut made = made.expect("connected");
    let table = sqlx::raw_sql("CREATE TABLE t (x TEXT)").execute(&mut made);
    table.await.expect("made");
    made.close().await.expect("closed");
    for file in [&file, &other] {
        let before = std::fs::read(file).expect("read");
        let error = open_with(file, Opening::AsItIs)
            .await
            .expect_err("not ours");
        assert_names(&error, file, "no tables of accounts-server");
        assert!(
            before == std::fs::read(file).expect("read"),
            "it was changed"
        );
    }
    assert_eq!(folder.path().read_dir().expect("a folder").count(), 2);

    let database = open(&file).await;
    assert!(database.migrations_run() > 1);
    sql::query("DELETE FROM _sqlx_migrations WHERE version = 6")
        .execute(database.pool())
        .await
        .expect("deleted");
    database.close().await;
    let error = open_with(&file, Opening::AsItIs).await.expect_err("behind");
    assert_names(&error, &file, "lacks 1 of this program's migrations");
}

/// What a command has written is on the disk when the command ends.
#[tokio::test]
async fn as_it_is_writes_are_durable() {
    let (_folder, file) = folder_and_file();
    open(&file).await.close().await;
    for (opening, synchronous) in [(Opening::Migrate, "1"), (Opening::AsItIs, "2")] {
        let database = open_with(&file, opening).await.expect("opened");
        let sql = "SELECT CAST(synchronous AS TEXT) FROM pragma_synchronous";
        let found = sql::query_as::<(String,)>(sql)
            .fetch_one(database.pool())
            .await
            .expect(sql);
        assert_eq!(found.0, synchronous);
    }
}
