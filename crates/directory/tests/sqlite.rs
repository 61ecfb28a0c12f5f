//! The suite of the port on a real SQLite file.

mod cases;

use directory::{Database, DatabaseOptions};
use tempfile::TempDir;

struct Store {
    database: Database,
    _folder: TempDir,
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
    Store {
        database,
        _folder: folder,
    }
}

cases::directory_cases!(open);
