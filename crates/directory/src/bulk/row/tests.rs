use super::*;

/// A roll moves a hash from one column into the other; the key stays the same one.
#[test]
fn key_that_a_server_has_changed_is_the_same() {
    let key = KeyRecord {
        id: "11111111-1111-4111-8111-111111111111".to_owned(),
        account: "22222222-2222-4222-8222-222222222222".to_owned(),
        name: "laptop".to_owned(),
        key_hash: "aa".to_owned(),
        hint: None,
        created_at: "2026-08-01T12:00:00.000000Z".to_owned(),
        last_used: None,
        expires_at: None,
        key_hash_secret: None,
        rolled_hash: Some("bb".to_owned()),
        rolled_hash_secret: Some("01234567".to_owned()),
    };
    let finished = KeyRecord {
        key_hash: "bb".to_owned(),
        rolled_hash: None,
        rolled_hash_secret: None,
        last_used: Some(key.created_at.clone()),
        ..key.clone()
    };
    assert_eq!(key.differences(&finished), [""; 0]);
    let other = KeyRecord {
        key_hash: "cc".to_owned(),
        expires_at: Some(key.created_at.clone()),
        ..finished
    };
    assert_eq!(key.differences(&other), ["key_hash", "expires_at"]);
}
