use accounts::{
    Directory, DirectoryError, KeyHasher, KeyHashes, KeyUse, LastUse, NewKey, SecretFingerprint,
    StoredKey,
};
use directory::{Database, FinishedRoll};

use super::directory::{added_account, hash_of, hashes_of, new_key, time};

fn old() -> KeyHasher {
    KeyHasher::new("the old secret".into())
}

fn rolling() -> KeyHasher {
    KeyHasher::new("the new secret".into()).with_previous("the old secret".into())
}

fn new() -> KeyHasher {
    KeyHasher::new("the new secret".into())
}

async fn find(database: &Database, text: &str, hasher: &KeyHasher) -> Option<StoredKey> {
    let KeyHashes { current, previous } = hashes_of(text, hasher);
    let previous = previous.map(|previous| previous.hash);
    let found = database.key_by_hash(current.hash, previous).await;
    found.expect("an answer")
}

/// As a server uses a key.
async fn use_key(database: &Database, text: &str, hasher: &KeyHasher) {
    let found = find(database, text, hasher).await.expect("a key");
    let hashes = hashes_of(text, hasher);
    let used = KeyUse {
        id: found.id,
        hashes,
        keep_hash: !found.hashed_under.contains(&Some(hashes.current.under)),
        last_use: None,
    };
    database.note_key_use(&used).await.expect("noted");
}

/// Which of the three servers find the key.
async fn found_by(database: &Database, text: &str) -> [bool; 3] {
    let mut found = [false; 3];
    for (at, hasher) in [old(), rolling(), new()].iter().enumerate() {
        found[at] = find(database, text, hasher).await.is_some();
    }
    found
}

async fn add_under(database: &Database, text: &str, under: Option<&KeyHasher>) {
    let account = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let first = hashes_of(text, under.unwrap_or(&old())).current;
    let key = NewKey {
        hash: first.hash,
        hashed_under: under.map(|_| first.under),
        ..new_key(account.id, text)
    };
    database.add_key(&key).await.expect("added");
}

fn secrets() -> (SecretFingerprint, SecretFingerprint) {
    (old().fingerprint(), new().fingerprint())
}

pub(crate) async fn roll_used_key_works_under_either_secret(database: &Database) {
    for (text, under) in [("from before", None), ("known", Some(&old()))] {
        add_under(database, text, under).await;
        assert_eq!(found_by(database, text).await, [true, true, false]);
        // In either order, and again.
        for hasher in [old(), rolling(), old(), new(), rolling()] {
            if find(database, text, &hasher).await.is_some() {
                use_key(database, text, &hasher).await;
            }
        }
        assert_eq!(found_by(database, text).await, [true; 3], "{text}");
    }
}

/// A roll that was not finished before the next one began.
pub(crate) async fn roll_on_to_a_third_secret(database: &Database) {
    add_under(database, "key", None).await;
    use_key(database, "key", &rolling()).await;
    let third = KeyHasher::new("a third secret".into());
    let on = third.clone().with_previous("the new secret".into());
    use_key(database, "key", &on).await;
    assert_eq!(found_by(database, "key").await, [false, true, true]);
    assert!(find(database, "key", &third).await.is_some());
}

pub(crate) async fn finish_roll_keeps_used_keys(database: &Database) {
    let (before, after) = secrets();
    add_under(database, "used", None).await;
    add_under(database, "unused", None).await;
    add_under(database, "unused too", Some(&old())).await;
    add_under(database, "new", Some(&new())).await;
    use_key(database, "used", &rolling()).await;
    let known = database.key_secret_or(before).await.expect("an answer");
    assert_eq!(known, before);
    let left = database.keys_left_behind(known, after, 1).await;
    let left = left.expect("an answer");
    assert_eq!((left.rows.len(), left.total), (1, 2));
    let finished = database.finish_roll(known, after).await.expect("finished");
    let expected = FinishedRoll {
        kept: 2,
        removed: 2,
    };
    assert_eq!(finished, expected);
    for (text, found) in [
        ("used", [false, true, true]),
        ("unused", [false; 3]),
        ("unused too", [false; 3]),
        ("new", [false, true, true]),
    ] {
        assert_eq!(found_by(database, text).await, found, "{text}");
    }
    // Again changes nothing: what is not known to be under another secret is under the one that the database has.
    let known = database.key_secret_or(before).await.expect("an answer");
    assert_eq!(known, after);
    let again = database.finish_roll(known, after).await.expect("finished");
    assert_eq!((again.kept, again.removed), (2, 0));
}

/// Nothing was rolled: keys of which nothing is known are taken for good.
pub(crate) async fn finish_roll_that_was_none(database: &Database) {
    let (before, _) = secrets();
    add_under(database, "one", None).await;
    let known = database.key_secret_or(before).await.expect("an answer");
    let finished = database.finish_roll(known, before).await.expect("finished");
    assert_eq!((finished.kept, finished.removed), (1, 0));
    assert_eq!(found_by(database, "one").await, [true, true, false]);
}

/// The same key, brought over under both secrets.
pub(crate) async fn finish_roll_with_two_rows_of_one_key(database: &Database) {
    let (before, after) = secrets();
    add_under(database, "key", Some(&old())).await;
    use_key(database, "key", &rolling()).await;
    let account = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let again = NewKey {
        hash: hashes_of("key", &new()).current.hash,
        ..new_key(account.id, "key")
    };
    let refused = database.add_key(&again).await;
    assert!(
        matches!(refused, Err(DirectoryError::KeyExists)),
        "{refused:?}"
    );
    // Another program may do it all the same.
    let copied = "INSERT INTO account_api_keys (id, account, name, key_hash, created_at) \
         SELECT 'ffffffff-ffff-4fff-bfff-ffffffffffff', account, name, rolled_hash, created_at FROM account_api_keys";
    let copied = sql::query(copied).execute(database.pool()).await;
    assert_eq!(copied.expect("copied"), 1);
    let left = database.keys_left_behind(before, after, 9).await;
    assert_eq!(
        left.expect("an answer").total,
        1,
        "nothing is known of the copy"
    );
    use_key(database, "key", &rolling()).await;
    let finished = database.finish_roll(before, after).await.expect("finished");
    assert_eq!((finished.kept, finished.removed), (1, 0));
    assert_eq!(found_by(database, "key").await, [false, true, true]);
}

/// Of several servers that note a use, one does; and a key that is gone stays gone.
pub(crate) async fn last_use_is_compared_and_set(database: &Database) {
    add_under(database, "key", None).await;
    let found = find(database, "key", &old()).await.expect("a key");
    assert_eq!(found.last_used, None);
    let used = |at: &str, before: Option<&str>| KeyUse {
        id: found.id,
        hashes: hashes_of("key", &old()),
        keep_hash: false,
        last_use: Some(LastUse {
            at: time(at),
            before: before.map(str::to_owned),
        }),
    };
    let (first, later) = ("2026-08-01T12:00:00.000000Z", "2026-08-01T13:00:00.000000Z");
    for (at, before, expected) in [
        (first, None, first),
        (later, None, first),
        (later, Some(first), later),
    ] {
        database
            .note_key_use(&used(at, before))
            .await
            .expect("noted");
        let found = find(database, "key", &old()).await.expect("a key");
        assert_eq!(found.last_used.as_deref(), Some(expected));
    }
    assert!(database.revoke_key(found.id).await.expect("revoked"));
    let late = database.note_key_use(&used(first, Some(later))).await;
    late.expect("nothing to note");
    assert_eq!(find(database, "key", &old()).await, None);
}

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
