use accounts::Directory;
use directory::Database;

use super::directory::{added_account, new_key};

/// Rows that were copied in by SQL: the key stops working all the same.
pub(crate) async fn revoke_key_with_an_id_in_any_form(database: &Database) {
    let account = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let other = new_key(account.id, "other");
    database.add_key(&other).await.expect("added");
    for form in [
        "upper(id)",
        "replace(id, '-', '')",
        "'{' || upper(id) || '}'",
        "'urn:uuid:' || id",
        "'URN:UUID:' || upper(id)",
    ] {
        let key = new_key(account.id, "key");
        database.add_key(&key).await.expect("added");
        let change = format!("UPDATE account_api_keys SET id = {form} WHERE id = $1");
        let change = sql::query(sqlx::AssertSqlSafe(change)).bind(key.id.to_string());
        let changed = change.execute(database.pool()).await;
        assert_eq!(changed.expect("changed"), 1);
        let listed = database.keys(account.id, 9).await.expect("an answer");
        assert!(listed.rows.iter().any(|listed| listed.id == key.id));
        assert!(
            database.revoke_key(key.id).await.expect("an answer"),
            "{form}"
        );
        assert!(!database.revoke_key(key.id).await.expect("an answer"));
        let found = database.key_by_hash(key.hash, None).await;
        assert_eq!(found.expect("an answer"), None);
    }
    let left = database.keys(account.id, 9).await.expect("an answer").rows;
    assert_eq!(left.len(), 1, "no other");
}
