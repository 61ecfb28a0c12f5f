use std::error::Error;

use accounts::{TokenError, Tokens as _};
use identity::{Algorithm, KeyError, KeySet, Verifier};
use tokio::runtime::Builder;

use crate::signer::{AUDIENCE, ISSUER, Signer, rules};

/// The answer of an issuer with its keys, or a file with one key.
pub fn key_set(input: &[u8]) {
    let algorithms = [Algorithm::Es256, Algorithm::Rs256, Algorithm::EdDsa];
    match KeySet::from_jwks(input, &algorithms) {
        Ok(keys) => nobodys(keys),
        Err(error) => short(&error),
    }
    let Ok(text) = std::str::from_utf8(input) else {
        return;
    };
    match KeySet::from_pem(text, &algorithms) {
        Ok(keys) => {
            // None in bare base64.
            let blocks = text.matches("-----BEGIN ").count();
            assert!(blocks <= 1, "one of several is taken");
            nobodys(keys);
        }
        Err(error) => short(&error),
    }
}

/// A key set of somebody else verifies nothing of ours, whatever it says of its keys.
fn nobodys(keys: KeySet) {
    let claims = format!(r#"{{"iss":"{ISSUER}","aud":"{AUDIENCE}","sub":"x","exp":4000000000}}"#);
    let verifier = Verifier::with_keys(rules(), keys);
    let runtime = Builder::new_current_thread().build().expect("a runtime");
    for header in [
        r#"{"alg":"EdDSA"}"#,
        r#"{"alg":"ES256"}"#,
        r#"{"alg":"RS256"}"#,
    ] {
        let token = Signer::new(3).sign(header.as_bytes(), claims.as_bytes());
        let outcome = runtime.block_on(verifier.verify(&token));
        assert!(
            matches!(outcome, Err(TokenError::Refused(_))),
            "{outcome:?}"
        );
    }
}

/// Why it is refused goes into a log line.
fn short(error: &KeyError) {
    let mut next: Option<&dyn Error> = Some(error);
    while let Some(error) = next {
        let text = error.to_string();
        assert!(text.len() <= 512, "{} bytes: {text}", text.len());
        assert!(!text.contains(char::is_control), "breaks lines: {text:?}");
        next = error.source();
    }
}
