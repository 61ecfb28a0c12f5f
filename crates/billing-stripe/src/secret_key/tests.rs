use super::*;

#[test]
fn keys_taken_and_refused() {
    for (text, live) in [
        ("sk_test_canary", false),
        ("sk_live_canary", true),
        ("rk_live_canary", true),
        ("rk_test_canary", false),
    ] {
        let key: SecretKey = text.parse().expect(text);
        assert_eq!(key.is_live(), live, "{text}");
        assert!(!format!("{key:?} {:?}", key.authorization()).contains("canary"));
        assert_eq!(key.redact(&format!("no {text}!")), "no (the key)!");
    }
    for (text, error) in [
        ("pk_live_1", InvalidSecretKey::Publishable),
        ("", InvalidSecretKey::Prefix),
        ("sk_", InvalidSecretKey::Prefix),
        ("whsec_1", InvalidSecretKey::Prefix),
        ("sk_test_1\n", InvalidSecretKey::Characters),
        ("sk_test_ü", InvalidSecretKey::Characters),
    ] {
        assert_eq!(text.parse::<SecretKey>().expect_err(text), error, "{text}");
    }
}
