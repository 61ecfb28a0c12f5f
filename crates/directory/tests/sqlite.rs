//! The suite of the port on a real SQLite file.

mod cases;

use accounts::Directory as _;
use directory::{Database, DatabaseOptions};
use tempfile::TempDir;

struct Store {
    database: Database,
    folder: TempDir,
}

impl Store {
    fn database(&self) -> &Database {
        &self.database
    }
}

async fn open() -> Store {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite:{}", folder.path().join("accounts.db").display());
    let database = Database::open(&url, DatabaseOptions::default())
        .await
        .expect("opened");
    Store { database, folder }
}

cases::directory_cases!(open);

#[tokio::test]
async fn upgrade_from_each_version() {
    for version in cases::versions().await {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("accounts.db");
        std::fs::write(&file, "").expect("a file");
        cases::upgrade_from(version, &format!("sqlite:{}", file.display())).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn first_opens_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite:{}", folder.path().join("accounts.db").display());
    cases::first_opens_at_once(&url).await;
}

#[tokio::test]
async fn ping_without_the_file() {
    let store = open().await;
    let database = store.database();
    database.ping().await.expect("up");
    let file = store.folder.path().join("accounts.db");
    let elsewhere = file.with_extension("moved");
    std::fs::rename(&file, &elsewhere).expect("moved");
    let gone = database.ping().await.expect_err("gone");
    std::fs::write(&file, "").expect("written");
    let replaced = database.ping().await.expect_err("replaced");
    for error in [gone, replaced] {
        let cause = std::error::Error::source(&error).expect("a cause");
        assert!(cause.to_string().contains("removed or replaced"), "{cause}");
    }
    std::fs::rename(&elsewhere, &file).expect("moved back");
    database.ping().await.expect("up");
}
