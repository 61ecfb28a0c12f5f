use identity::{Algorithm, KeyError, KeySet, Verifier};
use serde_json::json;

use crate::issuer::{Fate, Issuer, claims, pem, present, rules};

#[tokio::test]
async fn each_algorithm_with_its_own_keys_only() {
    let issuers = Algorithm::ALL.map(|algorithm| Issuer::new(algorithm, "key"));
    for (at, issuer) in issuers.iter().enumerate() {
        let algorithm = Algorithm::ALL[at];
        let set = issuer.key_set();
        for keys in [
            KeySet::from_pem(&issuer.pem, &Algorithm::ALL),
            KeySet::from_jwks(set.as_bytes(), &Algorithm::ALL),
        ] {
            let verifier = Verifier::with_keys(rules(&Algorithm::ALL), keys.expect("a key"));
            for (other, signer) in issuers.iter().enumerate() {
                let fate = present(&verifier, &signer.token(&claims())).await;
                let expected = if at == other {
                    Fate::Taken
                } else {
                    Fate::Refused
                };
                assert_eq!(fate, expected, "a key for {algorithm}, a token of {other}");
            }
        }
        // What is not set is not taken, whatever the key.
        let others: Vec<_> = Algorithm::ALL
            .into_iter()
            .filter(|other| *other != algorithm)
            .collect();
        let refused = KeySet::from_pem(&issuer.pem, &others);
        assert!(matches!(refused, Err(KeyError::OtherAlgorithm(of)) if of == algorithm));
        let refused = KeySet::from_jwks(set.as_bytes(), &others);
        assert!(matches!(
            refused,
            Err(KeyError::NoUsableKey { count: 1, .. })
        ));
    }
}

#[tokio::test]
async fn key_is_picked_by_kid() {
    let [first, second] = ["first", "second"].map(|id| Issuer::new(Algorithm::Es256, id));
    let set = json!({ "keys": [first.jwk(), second.jwk()] }).to_string();
    let keys = KeySet::from_jwks(set.as_bytes(), &Algorithm::ALL).expect("keys");
    let verifier = Verifier::with_keys(rules(&Algorithm::ALL), keys);
    let claims = claims();
    let text = claims.to_string();
    for (header, fate) in [
        (json!({ "alg": "ES256", "kid": "second" }), Fate::Taken),
        (json!({ "alg": "ES256" }), Fate::Taken),
        (json!({ "alg": "ES256", "kid": "first" }), Fate::Refused),
        (json!({ "alg": "ES256", "kid": "third" }), Fate::Refused),
    ] {
        let token = second.sign(header.to_string().as_bytes(), text.as_bytes());
        assert_eq!(present(&verifier, &token).await, fate, "{header}");
    }
}

/// RFC 8725, section 3.5: keys that are too weak are none.
#[test]
fn weak_rsa_keys_are_refused() {
    // The library makes none that are so short, so these are written by hand: SubjectPublicKeyInfo (RFC 8017, A.1.1).
    for (bits, fit) in [
        (1024, false),
        (2040, false),
        (2048, true),
        (8192, true),
        (8200, false),
    ] {
        let mut modulus = vec![0xc1; bits / 8];
        *modulus.last_mut().expect("a byte") |= 1;
        let jwk = json!({ "keys": [{
            "kty": "RSA",
            "n": base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, &modulus),
            "e": "AQAB",
        }] });
        let keys = KeySet::from_jwks(jwk.to_string().as_bytes(), &Algorithm::ALL);
        assert_eq!(keys.is_ok(), fit, "JWK of {bits} bits: {keys:?}");
        let keys = KeySet::from_pem(&rsa_pem(&modulus), &Algorithm::ALL);
        assert_eq!(keys.is_ok(), fit, "PEM of {bits} bits: {keys:?}");
    }
}

fn rsa_pem(modulus: &[u8]) -> String {
    let integer = |digits: &[u8]| tagged(0x02, &[&[0][..], digits].concat());
    let key = tagged(0x30, &[integer(modulus), tagged(0x02, &[1, 0, 1])].concat());
    // rsaEncryption, without parameters.
    let kind = tagged(
        0x30,
        &[
            &[0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1][..],
            &[0x05, 0],
        ]
        .concat(),
    );
    let bits = tagged(0x03, &[&[0][..], &key].concat());
    let info = tagged(0x30, &[kind, bits].concat());
    String::from_utf8(pem("PUBLIC KEY", &info)).expect("ASCII")
}

/// A value in DER.
fn tagged(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let length = match u8::try_from(length) {
        Ok(short) if short < 0x80 => vec![short],
        _ => [
            &[0x82][..],
            &u16::try_from(length).expect("short enough").to_be_bytes(),
        ]
        .concat(),
    };
    [vec![tag], length, content.to_vec()].concat()
}

/// However many keys a set has, one token costs a few verifications at most.
#[tokio::test]
async fn token_without_kid_costs_little() {
    let issuers: Vec<_> = (0..20)
        .map(|id| Issuer::new(Algorithm::Es256, &id.to_string()))
        .collect();
    let jwks: Vec<_> = issuers.iter().map(Issuer::jwk).collect();
    let set = json!({ "keys": jwks }).to_string();
    let keys = KeySet::from_jwks(set.as_bytes(), &Algorithm::ALL).expect("keys");
    let verifier = Verifier::with_keys(rules(&Algorithm::ALL), keys);
    let claims = claims();
    let mut taken = 0;
    for issuer in &issuers {
        let nameless = issuer.sign(b"{\"alg\":\"ES256\"}", claims.to_string().as_bytes());
        taken += usize::from(present(&verifier, &nameless).await == Fate::Taken);
        assert_eq!(
            present(&verifier, &issuer.token(&claims)).await,
            Fate::Taken
        );
    }
    assert_eq!(taken, 8);
}
