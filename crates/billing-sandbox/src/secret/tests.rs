use super::*;

#[test]
fn generate_256_bits() {
    let secret = Secret::generate().expect("randomness");
    assert_eq!(secret.expose().len(), 43);
    assert_ne!(
        secret.expose(),
        Secret::generate().expect("randomness").expose()
    );
}

#[test]
fn hash_is_sha256() {
    // printf abc | openssl dgst -sha256 -binary | basenc --base64url
    let hash = Secret::received("abc").hash();
    assert_eq!(hash, "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
}

#[test]
fn form_token_is_of_its_secret() {
    let [one, other] = ["one", "other"].map(Secret::received);
    // printf 'form of the portal' | openssl dgst -sha256 -hmac one -binary | basenc --base64url
    assert_eq!(
        one.form_token(),
        "aO-UrDusJGaxL9JXa31PVTGSz5Zlg5EYC2ZbQasMFDI"
    );
    assert!(one.is_form_token(&one.form_token()));
    for wrong in [
        other.form_token(),
        one.hash(),
        one.form_token()[1..].to_owned(),
        format!("{}A", one.form_token()),
        "one".to_owned(),
        String::new(),
    ] {
        assert!(!one.is_form_token(&wrong), "{wrong}");
    }
}

#[test]
fn debug_shows_nothing() {
    assert!(!format!("{:?}", Secret::received("canary")).contains("canary"));
}
