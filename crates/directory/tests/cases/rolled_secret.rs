use accounts::Directory;
use directory::Database;

use super::directory::{added_account, hash_of, new_key};

pub(crate) async fn key_by_either_hash(database: &Database) {
    let account = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let key = new_key(account.id, "old");
    database.add_key(&key).await.expect("added");
    let (old, new) = (hash_of("old"), hash_of("new"));
    for (hash, previous, found) in [
        (old, None, true),
        (old, Some(new), true),
        (new, Some(old), true),
        (old, Some(old), true),
        (new, None, false),
        (new, Some(hash_of("other")), false),
    ] {
        let answer = database.key_by_hash(hash, previous).await;
        let id = answer.expect("an answer").map(|key| key.id);
        assert_eq!(id, found.then_some(key.id));
    }
}

/// Two rows for one key: the one under the secret of today counts.
pub(crate) async fn key_by_both_hashes(database: &Database) {
    let account = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let (one, other) = (new_key(account.id, "one"), new_key(account.id, "other"));
    for key in [&one, &other] {
        database.add_key(key).await.expect("added");
    }
    for (first, second) in [(&one, &other), (&other, &one)] {
        let answer = database.key_by_hash(first.hash, Some(second.hash)).await;
        assert_eq!(answer.expect("an answer").expect("a key").id, first.id);
    }
}
