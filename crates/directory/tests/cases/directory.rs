use accounts::{
    AccountId, ApiKey, Directory, DirectoryError, Expiry, KeyHash, KeyHasher, KeyHashes, KeyId,
    NewAccount, NewKey,
};
use directory::Database;
use jiff::Timestamp;

pub(crate) fn time(text: &str) -> Timestamp {
    text.parse().expect("a time")
}

pub(crate) fn hash_of(text: &str) -> KeyHash {
    hashes_of(text, &KeyHasher::new("test-secret".into()))
        .current
        .hash
}

pub(crate) fn hashes_of(text: &str, hasher: &KeyHasher) -> KeyHashes {
    hasher.hashes(&ApiKey::received(text).expect("short enough"))
}

pub(crate) async fn added_account(database: &Database, name: &str, created_at: &str) -> NewAccount {
    let account = NewAccount {
        id: AccountId::random(),
        name: name.into(),
        created_at: time(created_at),
    };
    database.add_account(&account).await.expect("added");
    account
}

pub(crate) fn new_key(account: AccountId, text: &str) -> NewKey {
    NewKey {
        id: KeyId::random(),
        account,
        name: "test".into(),
        hash: hash_of(text),
        hashed_under: None,
        rolled: None,
        hint: Some("abcd".into()),
        created_at: time("2026-08-01T12:00:00.123456Z"),
        expires_at: None,
    }
}

fn assert_key_exists(answer: Result<(), DirectoryError>) {
    assert!(
        matches!(answer, Err(DirectoryError::KeyExists)),
        "{answer:?}"
    );
}

pub(crate) fn assert_unavailable<T: std::fmt::Debug>(answer: Result<T, DirectoryError>) {
    assert!(
        matches!(answer, Err(DirectoryError::Unavailable(_))),
        "{answer:?}"
    );
}

pub(crate) async fn add_account_then_find(database: &Database) {
    let account = added_account(database, "Ann", "2026-08-01T12:00:00.123456Z").await;
    let found = database.account(account.id).await.expect("an answer");
    let found = found.expect("an account");
    assert_eq!((found.id, &found.name), (account.id, &account.name));
    assert_eq!(found.created_at, "2026-08-01T12:00:00.123456Z");
}

pub(crate) async fn account_unknown(database: &Database) {
    let found = database.account(AccountId::random()).await;
    assert_eq!(found.expect("an answer"), None);
}

pub(crate) async fn account_added_twice(database: &Database) {
    let mut account = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    account.name = "Other".into();
    assert_unavailable(database.add_account(&account).await);
    let found = database.account(account.id).await.expect("an answer");
    assert_eq!(found.expect("an account").name, "Ann");
}

pub(crate) async fn account_names_kept_exactly(database: &Database) {
    for name in [
        "",
        " ",
        "Zoë 🎵",
        "مثال",
        "a'b\"c\\d; DROP TABLE accounts; --",
        "<b>&amp;",
        "$1 ?1 %s",
    ] {
        let account = added_account(database, name, "2026-08-01T12:00:00Z").await;
        let found = database.account(account.id).await.expect("an answer");
        assert_eq!(found.expect("an account").name, name);
    }
}

pub(crate) async fn add_key_then_find(database: &Database) {
    let account = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let mut key = new_key(account.id, "key");
    key.expires_at = Some(time("2026-09-01T12:00:00Z"));
    database.add_key(&key).await.expect("added");

    let found = database
        .key_by_hash(key.hash, None)
        .await
        .expect("an answer");
    let found = found.expect("a key");
    assert_eq!(found.id, key.id);
    assert_eq!(found.account, account.id);
    assert_eq!(found.name, "test");
    assert_eq!(found.hint.as_deref(), Some("abcd"));
    assert_eq!(found.created_at, "2026-08-01T12:00:00.123456Z");
    assert_eq!(found.expiry, Expiry::At(time("2026-09-01T12:00:00Z")));
}

pub(crate) async fn key_unknown(database: &Database) {
    let account = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    database
        .add_key(&new_key(account.id, "key"))
        .await
        .expect("added");
    let found = database.key_by_hash(hash_of("other"), None).await;
    assert_eq!(found.expect("an answer"), None);
}

pub(crate) async fn key_of_unknown_account(database: &Database) {
    let nobody = AccountId::random();
    let answer = database.add_key(&new_key(nobody, "key")).await;
    assert!(
        matches!(answer, Err(DirectoryError::NoSuchAccount(id)) if id == nobody),
        "{answer:?}"
    );
    let found = database.key_by_hash(hash_of("key"), None).await;
    assert_eq!(found.expect("an answer"), None);
}

pub(crate) async fn key_hash_added_twice(database: &Database) {
    let ann = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let bob = added_account(database, "Bob", "2026-08-01T12:00:00Z").await;
    database
        .add_key(&new_key(ann.id, "key"))
        .await
        .expect("added");
    assert_key_exists(database.add_key(&new_key(bob.id, "key")).await);
    let found = database.key_by_hash(hash_of("key"), None).await;
    assert_eq!(found.expect("an answer").expect("a key").account, ann.id);
}

pub(crate) async fn key_id_added_twice(database: &Database) {
    let account = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let key = new_key(account.id, "key");
    database.add_key(&key).await.expect("added");
    let again = NewKey {
        hash: hash_of("other"),
        ..key
    };
    assert_key_exists(database.add_key(&again).await);
}

pub(crate) async fn keys_of_one_account_only(database: &Database) {
    let ann = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let bob = added_account(database, "Bob", "2026-08-01T12:00:00Z").await;
    for (account, name, created_at) in [
        (ann.id, "newer", "2026-08-02T12:00:00Z"),
        (bob.id, "not hers", "2026-08-01T12:00:00Z"),
        (ann.id, "older", "2026-08-01T12:00:00Z"),
    ] {
        let key = NewKey {
            name: name.into(),
            created_at: time(created_at),
            ..new_key(account, name)
        };
        database.add_key(&key).await.expect("added");
    }
    let keys = database.keys(ann.id, 999).await.expect("an answer").rows;
    let names: Vec<_> = keys.iter().map(|key| &key.name).collect();
    assert_eq!(names, ["older", "newer"]);
    let none = database.keys(AccountId::random(), 999).await;
    assert_eq!(none.expect("an answer").rows, []);
}

pub(crate) async fn revoke_key(database: &Database) {
    let account = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let key = new_key(account.id, "key");
    let kept = new_key(account.id, "kept");
    database.add_key(&key).await.expect("added");
    database.add_key(&kept).await.expect("added");

    assert!(database.revoke_key(key.id).await.expect("an answer"));
    assert!(!database.revoke_key(key.id).await.expect("an answer"));
    assert!(
        !database
            .revoke_key(KeyId::random())
            .await
            .expect("an answer")
    );
    let found = database.key_by_hash(key.hash, None).await;
    assert_eq!(found.expect("an answer"), None);
    let keys = database
        .keys(account.id, 999)
        .await
        .expect("an answer")
        .rows;
    assert_eq!(keys.len(), 1);
    assert_eq!(keys[0].id, kept.id);
}

/// The delete goes around this crate, as another replica's would.
pub(crate) async fn revoked_elsewhere_is_gone_at_once(database: &Database) {
    let account = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let key = new_key(account.id, "key");
    database.add_key(&key).await.expect("added");
    let found = database.key_by_hash(key.hash, None).await;
    assert!(found.expect("an answer").is_some());
    sql::query("DELETE FROM account_api_keys")
        .execute(database.pool())
        .await
        .expect("deleted");
    let found = database.key_by_hash(key.hash, None).await;
    assert_eq!(found.expect("an answer"), None);
}

async fn published_key(
    database: &Database,
    account: AccountId,
    hash: KeyHash,
    expires_at: Option<&str>,
) {
    sql::query(
        "INSERT INTO account_api_keys (id, account, name, key_hash, created_at, last_used, expires_at) \
         VALUES ($1, $2, 'theirs', $3, '2025-01-01 00:00:00+00', NULL, $4)",
    )
    .bind(KeyId::random().to_string())
    .bind(account.to_string())
    .bind(hash.to_string())
    .bind(expires_at)
    .execute(database.pool())
    .await
    .expect("inserted");
}

pub(crate) async fn key_row_of_published_service(database: &Database) {
    let account = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let forever = hash_of("forever");
    let day = hash_of("day");
    published_key(database, account.id, forever, None).await;
    published_key(database, account.id, day, Some("2025-01-02 00:00:00.5+00")).await;

    let found = database
        .key_by_hash(forever, None)
        .await
        .expect("an answer");
    let found = found.expect("a key");
    assert_eq!(found.account, account.id);
    assert_eq!(found.hint, None);
    assert_eq!(found.created_at, "2025-01-01 00:00:00+00");
    assert_eq!(found.expiry, Expiry::Never);
    let found = database.key_by_hash(day, None).await.expect("an answer");
    assert_eq!(
        found.expect("a key").expiry,
        Expiry::At(time("2025-01-02T00:00:00.5Z"))
    );
}

pub(crate) async fn key_expiry_unreadable(database: &Database) {
    let account = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    for text in ["", "soon", "2025-01-02 00:00:00", "0"] {
        let hash = hash_of(&format!("key {text}"));
        published_key(database, account.id, hash, Some(text)).await;
        let found = database.key_by_hash(hash, None).await.expect("an answer");
        assert_eq!(found.expect("a key").expiry, Expiry::Unreadable, "{text:?}");
    }
}

/// A row that makes no sense is a failure to look, not "no such key".
pub(crate) async fn row_unreadable_is_an_error(database: &Database) {
    let account = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let key = new_key(account.id, "key");
    database.add_key(&key).await.expect("added");
    sql::query("UPDATE account_api_keys SET id = 'not-a-uuid'")
        .execute(database.pool())
        .await
        .expect("updated");
    let error = database
        .key_by_hash(key.hash, None)
        .await
        .expect_err("unreadable");
    let cause = std::error::Error::source(&error)
        .expect("a cause")
        .to_string();
    assert_eq!(
        cause,
        "the id in the row of API key `not-a-uuid` is unreadable"
    );
    assert_unavailable(database.keys(account.id, 999).await);
}

pub(crate) async fn ping_answers(database: &Database) {
    database.ping().await.expect("up");
    database.close().await;
    assert_unavailable(database.ping().await);
}

pub(crate) async fn many_at_once(database: &Database) {
    let account = added_account(database, "Ann", "2026-08-01T12:00:00Z").await;
    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..100 {
        let database = database.clone();
        tasks.spawn(async move {
            let key = new_key(account.id, &format!("key {number}"));
            database.add_key(&key).await.expect("added");
            let found = database
                .key_by_hash(key.hash, None)
                .await
                .expect("an answer");
            assert_eq!(found.expect("a key").id, key.id);
        });
    }
    while let Some(done) = tasks.join_next().await {
        done.expect("no panic");
    }
    let keys = database
        .keys(account.id, 999)
        .await
        .expect("an answer")
        .rows;
    assert_eq!(keys.len(), 100);
}
