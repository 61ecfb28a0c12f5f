use std::sync::OnceLock;

use accounts::{TokenError, Tokens as _, VerifiedToken};
use axum::http::HeaderValue;
use identity::Verifier;
use jiff::Timestamp;
use serde_json::Value;
use tokio::runtime::{Builder, Runtime};

use crate::signer::{ACCOUNT_CLAIM, AUDIENCE, ISSUER, KEY_ID, Signer, rules};

/// Two lines are a header and claims, rightly signed; any other text is a token of a stranger.
///
/// Tells whether it is taken.
pub fn token(input: &[u8]) -> bool {
    let signed = input.iter().position(|byte| *byte == b'\n');
    let Some(end) = signed else {
        let Ok(text) = std::str::from_utf8(input) else {
            return false;
        };
        refused(text);
        return false;
    };
    let (header, claims) = (&input[..end], &input[end + 1..]);
    let bench = Bench::shared();
    let token = bench.signer.sign(header, claims);
    let taken = match bench.verify(&token) {
        Ok(verified) => {
            says(header, claims, &verified);
            true
        }
        Err(TokenError::Refused(why)) => {
            let why = why.to_string();
            HeaderValue::from_str(&why).expect("a reason on one line");
            assert!(why.len() <= 256, "a reason of {} bytes: {why}", why.len());
            false
        }
        Err(TokenError::Unavailable(why)) => panic!("nobody was to be asked: {why}"),
    };
    // One character of it changed, wherever the input says: never taken. The last holds bits that say nothing.
    let at = input
        .iter()
        .fold(0_usize, |at, byte| at.wrapping_mul(31) + usize::from(*byte))
        % (token.len() - 1);
    let mut forged = token.clone().into_bytes();
    forged[at] = if forged[at] == b'A' { b'B' } else { b'A' };
    refused(&String::from_utf8(forged).expect("ASCII"));
    refused(&bench.stranger.sign(header, claims));
    taken
}

fn refused(token: &str) {
    let outcome = Bench::shared().verify(token);
    assert!(
        matches!(outcome, Err(TokenError::Refused(_))),
        "{token}: {outcome:?}"
    );
}

/// Whether the token says all that it is taken for, by a reading of its own.
fn says(header: &[u8], claims: &[u8], verified: &VerifiedToken) {
    let header: Value = serde_json::from_slice(header).expect("a header in JSON");
    assert_eq!(header["alg"], "EdDSA");
    assert!(header.get("crit").is_none());
    assert!(header.get("kid").is_none_or(|kid| kid == KEY_ID));
    let claims: Value = serde_json::from_slice(claims).expect("claims in JSON");
    assert_eq!(claims["iss"], ISSUER);
    assert_eq!(verified.identity.issuer, ISSUER);
    let for_us = |audience: &Value| audience == AUDIENCE;
    assert!(
        for_us(&claims["aud"])
            || claims["aud"]
                .as_array()
                .is_some_and(|all| all.iter().any(for_us))
    );
    assert_eq!(claims["sub"], verified.identity.subject.as_str());
    let subject = &verified.identity.subject;
    assert!((1..=255).contains(&subject.len()) && !subject.contains('\0'));
    match claims.get(ACCOUNT_CLAIM) {
        None => assert_eq!(verified.account, None),
        Some(named) => {
            let account = verified
                .account
                .expect("a claim that counts for nothing")
                .to_string();
            assert!(
                named
                    .as_str()
                    .is_some_and(|named| named.eq_ignore_ascii_case(&account))
            );
        }
    }
    let now = Timestamp::now();
    let seconds = now.as_second() as f64;
    assert!(
        claims["exp"].as_f64().is_some_and(|end| end >= seconds),
        "expired: {claims}"
    );
    assert!(verified.expires_at >= now - jiff::SignedDuration::from_secs(2));
    if let Some(begin) = claims.get("nbf") {
        assert!(
            begin.as_f64().is_some_and(|begin| begin <= seconds + 1.0),
            "not yet: {claims}"
        );
    }
}

struct Bench {
    signer: Signer,
    stranger: Signer,
    verifier: Verifier,
    runtime: Runtime,
}

impl Bench {
    fn shared() -> &'static Self {
        static SHARED: OnceLock<Bench> = OnceLock::new();
        SHARED.get_or_init(|| {
            let signer = Signer::new(1);
            Self {
                verifier: Verifier::with_keys(rules(), signer.key_set()),
                signer,
                stranger: Signer::new(2),
                runtime: Builder::new_current_thread().build().expect("a runtime"),
            }
        })
    }

    fn verify(&self, token: &str) -> Result<VerifiedToken, TokenError> {
        self.runtime.block_on(self.verifier.verify(token))
    }
}
