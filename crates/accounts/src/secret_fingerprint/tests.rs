use crate::KeyHasher;

use super::*;

#[test]
fn fingerprint_of_each_secret() {
    let one = KeyHasher::new("one".into()).with_previous("two".into());
    let two = KeyHasher::new("two".into());
    assert_eq!(one.previous_fingerprint(), Some(two.fingerprint()));
    assert_ne!(one.fingerprint(), two.fingerprint());
    // printf '\0accounts-server: fingerprint of the secret of API keys' | openssl dgst -sha256 -hmac one | head -c 8
    assert_eq!(one.fingerprint().to_string(), "3c23b14e");
    assert_eq!(two.fingerprint().to_string().parse(), Ok(two.fingerprint()));
}

/// The fingerprint is not the beginning of a hash that is stored.
#[test]
fn fingerprint_is_no_hash_of_a_key() {
    let hasher = KeyHasher::new("one".into());
    let label = std::str::from_utf8(&LABEL[1..]).expect("UTF-8");
    for sent in ["", label] {
        let hash = hasher.hash_sent(sent).expect("short enough").to_string();
        assert!(!hash.starts_with(&hasher.fingerprint().to_string()));
    }
}

#[test]
fn read_fingerprint_refused() {
    for text in ["", "1234567", "123456789", "+1234567", "1234567g"] {
        let read = text.parse::<SecretFingerprint>();
        assert_eq!(read, Err(InvalidSecretFingerprint), "{text:?}");
    }
}
