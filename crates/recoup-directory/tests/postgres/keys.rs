use accounts::{AccountId, Directory as _, DirectoryError, Expiry, KeyId, NewKey};
use jiff::Timestamp;
use test_postgres::Role;

use crate::world::{World, new_hash};

#[tokio::test]
async fn key_among_ten_thousand() {
    for role in [Role::Policy, Role::BypassRls] {
        let world = World::of(role).await;
        let (account, hash) = world.account_with_key();
        let found = world.directory.key_by_hash(hash, None).await;
        let found = found.expect("an answer").expect("a key");
        assert_eq!((found.account, found.expiry), (account, Expiry::Never));
        assert_eq!(found.name, "test");
        assert!(found.created_at.parse::<Timestamp>().is_ok(), "{found:?}");
        assert_eq!((found.last_used, found.account_disabled), (None, false));

        let unknown = world.directory.key_by_hash(new_hash(), None).await;
        assert_eq!(unknown.expect("an answer"), None, "{role:?}");
    }
}

#[tokio::test]
async fn key_under_either_secret() {
    let world = World::of(Role::Policy).await;
    let (account, hash) = world.account_with_key();
    let other = new_hash();
    let found = world.directory.key_by_hash(other, Some(hash)).await;
    assert_eq!(found.expect("an answer").expect("a key").account, account);

    // Where each hash has a row, the one under the current secret counts.
    let current = world.theirs.account("Other");
    world.theirs.key(&current, &other.to_string(), "NULL");
    let found = world.directory.key_by_hash(other, Some(hash)).await;
    let found = found.expect("an answer").expect("a key");
    assert_eq!(found.account.to_string(), current);
}

#[tokio::test]
async fn rows_without_account_or_hash_authenticate_nobody() {
    let world = World::of(Role::Policy).await;
    let (account, hash) = world.account_with_key();
    world.theirs.sql(&format!(
        "INSERT INTO account_api_keys (name, account, key_hash) VALUES ('no hash', '{account}', NULL)"
    ));
    let listed = world.directory.keys(account, 9).await.expect("an answer");
    assert_eq!((listed.total, listed.rows.len()), (1, 1));

    world.theirs.sql(&format!(
        "UPDATE account_api_keys SET account = NULL WHERE key_hash = '{hash}'"
    ));
    let found = world.directory.key_by_hash(hash, None).await;
    assert_eq!(found.expect("an answer"), None);
}

#[tokio::test]
async fn expiry_of_each_kind() {
    let world = World::of(Role::Policy).await;
    let account = world.theirs.account("Acme");
    let now = Timestamp::now();
    for (expression, passed) in [
        ("NULL", false),
        ("now() + interval '1 hour'", false),
        ("now() - interval '1 second'", true),
        ("'infinity'", false),
        ("'-infinity'", true),
        ("'0044-03-15 BC'", true),
        ("'1969-12-31'", true),
        ("'99999-01-01'", false),
        ("'2030-01-01 00:00:00.000001+02'", false),
    ] {
        let hash = new_hash();
        world.theirs.key(&account, &hash.to_string(), expression);
        let found = world.directory.key_by_hash(hash, None).await;
        let expiry = found.expect("an answer").expect("a key").expiry;
        assert_eq!(expiry.has_passed(now), passed, "{expression}: {expiry:?}");
    }
    let exact = new_hash();
    let end: Timestamp = "2030-01-01T10:00:00.123456Z".parse().expect("a time");
    let written = "'2030-01-01 12:00:00.123456+02'";
    world.theirs.key(&account, &exact.to_string(), written);
    let found = world.directory.key_by_hash(exact, None).await;
    let expiry = found.expect("an answer").expect("a key").expiry;
    assert_eq!(expiry, Expiry::At(end));
    assert!(expiry.has_passed(end), "at this moment it has");
}

#[tokio::test]
async fn deleted_key_is_gone_at_once() {
    let world = World::of(Role::BypassRls).await;
    let (account, hash) = world.account_with_key();
    let there = world.directory.key_by_hash(hash, None).await;
    assert!(there.expect("an answer").is_some());
    // Its keys go with it.
    world
        .theirs
        .sql(&format!("DELETE FROM accounts WHERE id = '{account}'"));
    let there = world.directory.key_by_hash(hash, None).await;
    assert!(there.expect("an answer").is_none());
}

#[tokio::test]
async fn keys_of_an_account_oldest_first() {
    let world = World::of(Role::Policy).await;
    let account = world.theirs.account("Acme");
    let ids: Vec<_> = (1..=3)
        .map(|day| {
            let id = world.theirs.key(&account, &new_hash().to_string(), "NULL");
            world.theirs.sql(&format!(
                "UPDATE account_api_keys SET created_at = '2026-08-0{day}T12:00:00+02', last_used = '2026-09-01 10:00' WHERE id = '{id}'"
            ));
            id
        })
        .collect();
    let account = account.parse().expect("an id");
    let page = world.directory.keys(account, 2).await.expect("an answer");
    let listed: Vec<_> = page.rows.iter().map(|key| key.id.to_string()).collect();
    assert_eq!((listed, page.total), (ids[..2].to_vec(), 3));
    assert_eq!(page.rows[0].created_at, "2026-08-01T10:00:00.000000Z");
    let used = page.rows[0].last_used.as_deref();
    assert_eq!(used, Some("2026-09-01T10:00:00.000000Z"));
}

/// Whatever is asked of the port, their tables stay as they are.
#[tokio::test]
async fn nothing_of_theirs_is_written() {
    let world = World::of(Role::BypassRls).await;
    let (account, hash) = world.account_with_key();
    let key = world.directory.key_by_hash(hash, None).await;
    let key = key.expect("an answer").expect("a key");
    let is_refused = |done: Result<(), DirectoryError>| {
        assert!(matches!(done, Err(DirectoryError::ReadOnly)), "{done:?}");
    };
    let new = NewKey {
        id: KeyId::random(),
        account,
        name: "new".to_owned(),
        hash: new_hash(),
        hashed_under: None,
        rolled: None,
        hint: None,
        created_at: Timestamp::now(),
        expires_at: None,
    };
    is_refused(world.directory.add_key(&new).await);
    is_refused(world.directory.revoke_key(key.id).await.map(drop));
    let account = accounts::NewAccount {
        id: AccountId::random(),
        name: "new".to_owned(),
        created_at: Timestamp::now(),
    };
    is_refused(world.directory.add_account(&account).await);
}
