use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use identity::{Algorithm, KeySet, Rules};
use serde_json::json;

/// Whose tokens are taken.
pub const ISSUER: &str = "https://issuer.example.com";
/// For whom they are.
pub const AUDIENCE: &str = "app";
/// The claim with the id of an account.
pub(crate) const ACCOUNT_CLAIM: &str = "account";
/// The name of the key.
pub(crate) const KEY_ID: &str = "k";

/// An issuer whose key is always the same, so that each run is like the last.
pub(crate) struct Signer(Ed25519KeyPair);

impl Signer {
    /// The key that this byte makes.
    pub(crate) fn new(seed: u8) -> Self {
        Self(Ed25519KeyPair::from_seed_unchecked(&[seed; 32]).expect("a key"))
    }

    /// Its public key, as issuers publish theirs.
    pub(crate) fn key_set(&self) -> KeySet {
        let x = URL_SAFE_NO_PAD.encode(self.0.public_key());
        let jwk = json!({ "kty": "OKP", "crv": "Ed25519", "kid": KEY_ID, "x": x });
        let set = json!({ "keys": [jwk] }).to_string();
        KeySet::from_jwks(set.as_bytes(), &[Algorithm::EdDsa]).expect("a key set")
    }

    /// A token of any header and claims.
    pub(crate) fn sign(&self, header: &[u8], claims: &[u8]) -> String {
        let encoded = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let signed = format!("{}.{}", encoded(header), encoded(claims));
        let signature = self.0.sign(signed.as_bytes());
        format!("{signed}.{}", encoded(signature.as_ref()))
    }
}

/// What is asked of tokens.
pub(crate) fn rules() -> Rules {
    Rules {
        issuer: ISSUER.to_owned(),
        audience: AUDIENCE.to_owned(),
        algorithms: vec![Algorithm::Es256, Algorithm::Rs256, Algorithm::EdDsa],
        leeway: std::time::Duration::ZERO,
        account_claim: Some(ACCOUNT_CLAIM.to_owned()),
    }
}
