use std::collections::BTreeSet;

use accounts::{AccountId, Directory, DirectoryError};
use directory::Database;

use super::directory::added_account;

pub(crate) async fn accounts_oldest_first(database: &Database) {
    assert_eq!(
        database.accounts(None, 999).await.expect("an answer").rows,
        []
    );
    assert!(!database.has_accounts().await.expect("an answer"));
    for (name, created_at) in [
        ("third", "2026-08-01T12:00:01Z"),
        ("first", "2026-08-01T12:00:00Z"),
        ("second", "2026-08-01T12:00:00.5Z"),
    ] {
        added_account(database, name, created_at).await;
    }
    let accounts = database.accounts(None, 999).await.expect("an answer").rows;
    let names: Vec<_> = accounts.iter().map(|account| &account.name).collect();
    assert_eq!(names, ["first", "second", "third"]);
    // Page by page, in every size.
    for size in 1..=4 {
        let (mut listed, mut after) = (Vec::new(), None);
        loop {
            let page = database.accounts(after, size).await.expect("an answer");
            assert!(page.rows.len() == size || !page.more);
            listed.extend(page.rows);
            after = listed.last().map(|account| account.id);
            if !page.more {
                break;
            }
        }
        assert_eq!(listed, accounts);
    }
    let unknown = AccountId::random();
    let none = database.accounts(Some(unknown), 9).await;
    assert!(
        matches!(none, Err(DirectoryError::NoSuchAccount(id)) if id == unknown),
        "{none:?}"
    );
    assert!(database.has_accounts().await.expect("an answer"));
}

/// Many of the same moment, ids of another service's form among them.
pub(crate) async fn accounts_page_by_page(database: &Database) {
    for number in 0..25 {
        let account = added_account(database, &number.to_string(), "2026-08-01T12:00:00Z").await;
        if number % 5 == 0 {
            let upper = "UPDATE accounts SET id = upper(id) WHERE id = $1";
            let upper = sql::query(upper).bind(account.id.to_string());
            let changed = upper.execute(database.pool()).await;
            assert_eq!(changed.expect("changed"), 1);
        }
    }
    let mut names = BTreeSet::new();
    let mut after = None;
    for page in 1..=5 {
        let listed = database.accounts(after, 5).await.expect("an answer");
        assert_eq!((listed.rows.len(), listed.more), (5, page < 5));
        after = listed.rows.last().map(|account| account.id);
        names.extend(listed.rows.into_iter().map(|account| account.name));
    }
    assert_eq!(names.len(), 25, "each once");
    let end = database.accounts(after, 5).await.expect("an answer");
    assert_eq!((end.rows.len(), end.more), (0, false));
}

pub(crate) async fn account_with_unreadable_time(database: &Database) {
    let account = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    sql::query("UPDATE accounts SET created_at = 'yesterday'")
        .execute(database.pool())
        .await
        .expect("updated");
    let accounts = database.accounts(None, 999).await.expect("an answer").rows;
    assert_eq!(accounts[0].created_at, "yesterday");
    let found = database.account(account.id).await.expect("an answer");
    assert_eq!(found.as_ref(), accounts.first());
}
