//! What is particular to SQLite: the file, its mode, its locks, and what is said when it is no good.
#![cfg(unix)]

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use accounts::{AccountId, Directory as _, DirectoryError, NewAccount};
use directory::{Database, DatabaseOptions, OpenError};
use sql::Pool;
use sqlx::pool::PoolConnection;
use sqlx::{Connection as _, Sqlite};
use tempfile::TempDir;

fn folder_and_file() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("accounts.db");
    (folder, file)
}

fn impatient() -> DatabaseOptions {
    DatabaseOptions {
        lock_timeout: Duration::from_millis(200),
        ..DatabaseOptions::default()
    }
}

async fn open(file: &Path) -> Result<Database, OpenError> {
    Database::open(&format!("sqlite:{}", file.display()), impatient()).await
}

fn ann() -> NewAccount {
    NewAccount {
        id: AccountId::random(),
        name: "Ann".into(),
        created_at: "2026-08-01T12:00:00Z".parse().expect("a time"),
    }
}

async fn text(connection: &mut sqlx::SqliteConnection, sql: &'static str) -> String {
    sqlx::query_scalar(sql)
        .fetch_one(connection)
        .await
        .expect(sql)
}

async fn connection(database: &Database) -> PoolConnection<Sqlite> {
    let Pool::Sqlite(pool) = database.pool() else {
        panic!("it is a file");
    };
    pool.acquire().await.expect("a connection")
}

async fn raw(file: &Path) -> sqlx::SqliteConnection {
    let url = format!("sqlite:{}?mode=rwc", file.display());
    sqlx::SqliteConnection::connect(&url)
        .await
        .expect("connected")
}

fn mode(path: &Path) -> u32 {
    path.metadata().expect("there").permissions().mode() & 0o7777
}

fn assert_names(error: &OpenError, file: &Path, words: &str) {
    let text = error.to_string();
    assert!(text.contains(&file.display().to_string()), "{text}");
    assert!(text.contains(words), "{text}");
}

#[tokio::test]
async fn file_is_private() {
    let (_folder, file) = folder_and_file();
    let database = open(&file).await.expect("opened");
    database.add_account(&ann()).await.expect("added");
    for end in ["", "-wal", "-shm"] {
        let path = PathBuf::from(format!("{}{end}", file.display()));
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
}

#[tokio::test]
async fn file_name_with_odd_characters() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite:{}/my%20file%3F%23%25é.db", folder.path().display());
    let database = Database::open(&url, impatient()).await.expect("opened");
    database.ping().await.expect("up");
    let file = folder.path().join("my file?#%é.db");
    assert!(file.is_file());
}

#[tokio::test]
async fn every_connection_is_configured() {
    let (_folder, file) = folder_and_file();
    let database = open(&file).await.expect("opened");
    // Holding a connection makes the pool open another one.
    let mut held = Vec::new();
    for _ in 0..3 {
        let mut one = connection(&database).await;
        assert_eq!(text(&mut one, "PRAGMA journal_mode").await, "wal");
        for (sql, value) in [
            (
                "SELECT CAST(foreign_keys AS TEXT) FROM pragma_foreign_keys",
                "1",
            ),
            (
                "SELECT CAST(synchronous AS TEXT) FROM pragma_synchronous",
                "1",
            ),
            (
                "SELECT CAST(timeout AS TEXT) FROM pragma_busy_timeout",
                "200",
            ),
        ] {
            assert_eq!(text(&mut one, sql).await, value, "{sql}");
        }
        held.push(one);
    }
}

#[tokio::test]
async fn reopened_database_keeps_its_rows() {
    let (_folder, file) = folder_and_file();
    let account = ann();
    let database = open(&file).await.expect("opened");
    database.add_account(&account).await.expect("added");
    database.close().await;
    let database = open(&file).await.expect("opened again");
    let found = database.account(account.id).await.expect("an answer");
    assert_eq!(found.map(|found| found.id), Some(account.id));
}

/// Runs itself in other processes.
#[tokio::test]
async fn first_opens_at_once_in_processes() {
    const FILE: &str = "PROCESSES_TEST_FILE";
    if let Some(file) = std::env::var_os(FILE) {
        let database = open(Path::new(&file)).await.expect("opened");
        return database.add_account(&ann()).await.expect("added");
    }
    let (_folder, file) = folder_and_file();
    let start = || {
        std::process::Command::new(std::env::current_exe().expect("a path"))
            .args(["--exact", "first_opens_at_once_in_processes"])
            .env(FILE, &file)
            .spawn()
            .expect("started")
    };
    for mut process in [start(), start(), start(), start()] {
        assert!(process.wait().expect("ended").success());
    }
    let accounts = open(&file).await.expect("opened").accounts(None, 999).await;
    assert_eq!(accounts.expect("an answer").rows.len(), 4);
}

#[tokio::test]
async fn folder_missing() {
    let (folder, _) = folder_and_file();
    let file = folder.path().join("missing/accounts.db");
    let error = open(&file).await.expect_err("refused");
    assert_names(&error, &file, "folder does not exist");
    assert!(!file.exists());
}

#[tokio::test]
async fn folder_for_a_file() {
    let (folder, _) = folder_and_file();
    let error = open(folder.path()).await.expect_err("refused");
    assert_names(&error, folder.path(), "not a file");
}

#[tokio::test]
async fn file_is_no_database() {
    let (_folder, file) = folder_and_file();
    let text = "Dear diary, today I was taken for a database. ".repeat(100);
    std::fs::write(&file, &text).expect("written");
    let error = open(&file).await.expect_err("refused");
    assert_names(&error, &file, "damaged or not a SQLite database");
    assert_eq!(std::fs::read_to_string(&file).expect("read"), text);
}

#[tokio::test]
async fn file_is_damaged() {
    let (_folder, file) = folder_and_file();
    let database = open(&file).await.expect("opened");
    database.add_account(&ann()).await.expect("added");
    database.close().await;
    let mut bytes = std::fs::read(&file).expect("read");
    // The header stays, so it still looks like a database.
    bytes[100..].fill(0x55);
    std::fs::write(&file, bytes).expect("written");
    let error = open(&file).await.expect_err("refused");
    assert_names(&error, &file, "damaged or not a SQLite database");
}

#[tokio::test]
async fn file_of_another_history() {
    let (_folder, file) = folder_and_file();
    let database = open(&file).await.expect("opened");
    sql::query("UPDATE _sqlx_migrations SET checksum = x'00' WHERE version = 1")
        .execute(database.pool())
        .await
        .expect("updated");
    database.close().await;
    let error = open(&file).await.expect_err("refused");
    assert_names(&error, &file, "migration 1 in the database differs");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn locked_while_opening() {
    let (_folder, file) = folder_and_file();
    let mut other = raw(&file).await;
    sqlx::raw_sql("CREATE TABLE t (x TEXT); BEGIN EXCLUSIVE")
        .execute(&mut other)
        .await
        .expect("locked");
    let error = open(&file).await.expect_err("refused");
    assert_names(&error, &file, "locked by another program");
    sqlx::raw_sql("ROLLBACK")
        .execute(&mut other)
        .await
        .expect("unlocked");
    open(&file).await.expect("opened");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn locked_later() {
    let (_folder, file) = folder_and_file();
    let database = open(&file).await.expect("opened");
    let mut other = raw(&file).await;
    sqlx::raw_sql("BEGIN IMMEDIATE")
        .execute(&mut other)
        .await
        .expect("locked");

    let start = Instant::now();
    let answer = database.add_account(&ann()).await;
    assert!(
        matches!(answer, Err(DirectoryError::Unavailable(_))),
        "{answer:?}"
    );
    assert!(
        start.elapsed() < Duration::from_secs(2),
        "{:?}",
        start.elapsed()
    );
    // WAL: readers do not wait for the writer.
    assert_eq!(
        database.accounts(None, 999).await.expect("an answer").rows,
        []
    );

    sqlx::raw_sql("ROLLBACK")
        .execute(&mut other)
        .await
        .expect("unlocked");
    database.add_account(&ann()).await.expect("added");
}

#[tokio::test]
async fn no_free_connection() {
    let (_folder, file) = folder_and_file();
    let options = DatabaseOptions {
        max_connections: 1,
        acquire_timeout: Duration::from_secs(1),
        ..impatient()
    };
    let url = format!("sqlite:{}", file.display());
    let database = Database::open(&url, options).await.expect("opened");
    let held = connection(&database).await;
    let answer = database.ping().await;
    assert!(
        matches!(answer, Err(DirectoryError::Unavailable(_))),
        "{answer:?}"
    );
    drop(held);
    database.ping().await.expect("up");
}

#[tokio::test]
async fn slow_query_is_given_up() {
    let (_folder, file) = folder_and_file();
    let options = DatabaseOptions {
        query_timeout: Duration::from_millis(100),
        lock_timeout: Duration::from_secs(1),
        ..DatabaseOptions::default()
    };
    let url = format!("sqlite:{}", file.display());
    let database = Database::open(&url, options).await.expect("opened");
    let mut other = raw(&file).await;
    sqlx::raw_sql("BEGIN IMMEDIATE")
        .execute(&mut other)
        .await
        .expect("locked");
    let start = Instant::now();
    let error = database.add_account(&ann()).await.expect_err("given up");
    assert!(
        start.elapsed() < Duration::from_millis(800),
        "{:?}",
        start.elapsed()
    );
    let cause = std::error::Error::source(&error)
        .expect("a cause")
        .to_string();
    assert_eq!(cause, "no answer within 100 ms");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn open_beside_a_writer() {
    let (_folder, file) = folder_and_file();
    open(&file).await.expect("opened").close().await;
    let mut other = raw(&file).await;
    sqlx::raw_sql("BEGIN IMMEDIATE")
        .execute(&mut other)
        .await
        .expect("locked");
    let database = open(&file).await.expect("nothing to migrate");
    assert_eq!(
        database.accounts(None, 999).await.expect("an answer").rows,
        []
    );
}

/// Root may write everything, so a root test run hands this over to a process of a user who may not.
#[tokio::test]
async fn read_only() {
    const AS_OTHER_USER: &str = "READ_ONLY_TEST_FILE";
    if let Some(file) = std::env::var_os(AS_OTHER_USER) {
        return assert_read_only(Path::new(&file)).await;
    }
    let (folder, file) = folder_and_file();
    open(&file).await.expect("opened").close().await;
    let chmod = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("chmod");
    };
    let program = folder.path().join("test");
    std::fs::copy(std::env::current_exe().expect("a path"), &program).expect("copied");
    chmod(&program, 0o555);
    chmod(&file, 0o444);
    chmod(folder.path(), 0o555);

    let mut run = std::process::Command::new(&program);
    run.args(["--exact", "read_only", "--nocapture"])
        .env(AS_OTHER_USER, &file);
    if std::os::unix::fs::MetadataExt::uid(&folder.path().metadata().expect("there")) == 0 {
        std::os::unix::process::CommandExt::uid(&mut run, 65534);
        std::os::unix::process::CommandExt::gid(&mut run, 65534);
    }
    let output = run.output().expect("run");
    chmod(folder.path(), 0o755);
    let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert!(output.status.success(), "{text}");
    assert!(text.contains("1 passed"), "{text}");
}

async fn assert_read_only(file: &Path) {
    let error = open(file).await.expect_err("read-only file");
    assert_names(&error, file, "writable");
    let new = file.with_file_name("new.db");
    let error = open(&new).await.expect_err("read-only folder");
    assert_names(&error, &new, "cannot be created");
}
