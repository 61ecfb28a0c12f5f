use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use super::app::APP_ID;
use crate::signer::Signer;

/// Signs tokens as Privy does.
pub struct PrivyIssuer {
    /// With this key.
    pub signer: Signer,
}

/// The id of a user; the name has letters and digits only.
pub fn user_id(name: &str) -> String {
    format!("did:privy:{name}")
}

impl PrivyIssuer {
    /// With a new key.
    pub fn new() -> Self {
        Self {
            signer: Signer::new("key-1"),
        }
    }

    /// The public keys.
    pub fn key_set(&self) -> String {
        json!({ "keys": [self.signer.jwk()] }).to_string()
    }

    /// The access token of a user.
    pub fn access_token(&self, user: &str) -> String {
        let mut claims = claims(user);
        claims["sid"] = "cm0000000000000000000session".into();
        self.sign(&claims)
    }

    /// The identity token of a user, with these linked accounts.
    pub fn identity_token(&self, user: &str, linked_accounts: &Value) -> String {
        self.sign(&identity_claims(user, linked_accounts))
    }

    /// A token with these claims.
    pub fn sign(&self, claims: &Value) -> String {
        let header = json!({ "alg": "ES256", "typ": "JWT", "kid": self.signer.id });
        self.signer.sign(&header.to_string(), &claims.to_string())
    }
}

impl Default for PrivyIssuer {
    fn default() -> Self {
        Self::new()
    }
}

/// What an identity token says. The linked accounts are JSON in a text.
pub fn identity_claims(user: &str, linked_accounts: &Value) -> Value {
    let mut claims = claims(user);
    claims["linked_accounts"] = linked_accounts.to_string().into();
    claims
}

fn claims(user: &str) -> Value {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = now.expect("a clock after 1970").as_secs();
    json!({ "iss": "privy.io", "aud": APP_ID, "sub": user, "iat": now - 1, "exp": now + 3600 })
}
