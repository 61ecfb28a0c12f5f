use super::*;

#[test]
fn generate_key_form() {
    let key = ApiKey::generate().expect("randomness");
    assert_eq!(key.expose().len(), 53);
    assert!(key.expose().starts_with(KEY_PREFIX));
    assert!(key.expose().ends_with(&key.hint()));
    assert_eq!(key.hint().len(), 4);
    assert_ne!(
        key.expose(),
        ApiKey::generate().expect("randomness").expose()
    );
}

#[test]
fn hash_key_as_published_service() {
    // printf %s KEY | openssl dgst -sha256 -hmac SECRET
    let key = ApiKey::received("recoup_sk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
        .expect("short enough");
    let hash = KeyHasher::new("test-secret".into()).hash(&key);
    assert_eq!(
        hash.to_string(),
        "398a4b4b64e70c3ccbd23ddb1ff94572f34ccb30c5580762b2ea856c453a51cb"
    );
}

#[test]
fn hash_key_under_previous_secret() {
    let key = ApiKey::received("recoup_sk_x").expect("short enough");
    let hasher = KeyHasher::new("one".into()).with_previous("two".into());
    let other = KeyHasher::new("two".into());
    assert_eq!(hasher.hash_sent("recoup_sk_x"), Some(hasher.hash(&key)));
    let hashes = hasher.hashes(&key);
    assert_eq!(hashes.current.hash, hasher.hash(&key));
    assert_eq!(hashes.previous, Some(other.hashes(&key).current));
    assert_ne!(hasher.hash(&key), other.hash(&key));
    assert_eq!(other.hashes(&key).previous, None);
}

#[test]
fn read_hash_either_case() {
    let hex = "398a4b4b64e70c3ccbd23ddb1ff94572f34ccb30c5580762b2ea856c453a51cb";
    for text in [hex.to_owned(), hex.to_uppercase()] {
        let hash: KeyHash = text.parse().expect("a hash");
        assert_eq!(hash.to_string(), hex);
    }
    for text in [
        "",
        &hex[1..],
        &format!("{hex}0"),
        &format!("0x{}", &hex[2..]),
        &hex.replace('b', "g"),
        &hex.replace('b', "+"),
        &format!(" {}", &hex[1..]),
        &format!("{}ü", &hex[2..]),
    ] {
        assert_eq!(text.parse::<KeyHash>(), Err(InvalidKeyHash), "{text:?}");
    }
}

#[test]
fn receive_key_too_long() {
    assert!(ApiKey::received(&"x".repeat(256)).is_some());
    assert!(ApiKey::received(&"x".repeat(257)).is_none());
    let hasher = KeyHasher::new("secret".into());
    assert!(hasher.hash_sent(&"x".repeat(256)).is_some());
    assert!(hasher.hash_sent(&"x".repeat(257)).is_none());
}

#[test]
fn debug_key_shows_nothing() {
    let key = ApiKey::received("recoup_sk_canary").expect("short enough");
    assert!(!format!("{key:?}").contains("canary"));
    assert!(!format!("{:?}", KeyHasher::new("canary".into())).contains("canary"));
}
