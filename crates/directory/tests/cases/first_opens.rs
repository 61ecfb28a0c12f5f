use accounts::Directory as _;
use directory::{Database, DatabaseOptions};
use tokio::task::JoinSet;

use super::directory::added_account;

/// Several that open a new database at the same time all get it, with every migration.
pub(crate) async fn first_opens_at_once(url: &str) {
    let options = DatabaseOptions {
        // A busy machine opens connections slowly.
        acquire_timeout: DatabaseOptions::default().query_timeout,
        ..DatabaseOptions::default()
    };
    let mut opening = JoinSet::new();
    for _ in 0..8 {
        let (url, options) = (url.to_owned(), options.clone());
        opening.spawn(async move {
            let database = Database::open(&url, options).await.expect("opened");
            added_account(&database, "Ann", "2026-08-01T12:00:00Z").await;
            database
        });
    }
    let databases = opening.join_all().await;
    assert_eq!(databases.len(), 8);
    for database in databases {
        let accounts = database.accounts(None, 999).await;
        assert_eq!(accounts.expect("an answer").rows.len(), 8);
    }
}
