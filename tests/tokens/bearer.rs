use std::fs;
use std::time::{SystemTime, UNIX_EPOCH};

use accounts_tests::signer::Signer;
use accounts_tests::{Answer, GOOD_BODY, Installation, Service};
use serde_json::{Value, json};

pub(crate) const ISSUER: &str = "privy.io";
pub(crate) const AUDIENCE: &str = "cl0000000000000000000app";
pub(crate) const SUBJECT: &str = "did:privy:cm0000000000000000000user";

/// Where the server finds the issuer's key.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Source {
    /// A PEM file: a key without id.
    Pem,
    /// A JWKS file: a key with an id.
    Jwks,
}

/// A server that takes the tokens of one issuer, and an account that the issuer's one user may act for.
pub(crate) struct World {
    pub(crate) service: Service,
    pub(crate) signer: Signer,
    pub(crate) account: String,
}

impl World {
    pub(crate) fn new(source: Source, settings: &[(&str, &str)]) -> Self {
        let signer = Signer::new("key-1");
        let installation = installation(&signer, source);
        let installation = settings
            .iter()
            .fold(installation, |all, (name, value)| all.with(name, value));
        let installation = installation.migrated();
        let account = installation.line(&["accounts", "create", "--name", "Acme"]);
        link(&installation, ISSUER, SUBJECT, &account);
        Self {
            service: installation.serve(),
            signer,
            account,
        }
    }

    /// A token with this header and these claims.
    pub(crate) fn token(&self, header: &Value, claims: &Value) -> String {
        self.signer.sign(&header.to_string(), &claims.to_string())
    }

    /// Sends a token in `Authorization`.
    pub(crate) async fn present(&self, token: &str) -> Answer {
        self.present_headers(&[("authorization", &format!("Bearer {token}"))])
            .await
    }

    pub(crate) async fn present_headers(&self, headers: &[(&str, &str)]) -> Answer {
        let client = headers
            .iter()
            .fold(self.service.client().portal(), |client, (name, value)| {
                client.header(name, value)
            });
        client.json(GOOD_BODY).send().await
    }
}

/// An installation with the settings of a Privy app.
pub(crate) fn installation(signer: &Signer, source: Source) -> Installation {
    let installation = Installation::new()
        .with("ACCOUNTS_BEARER_ISSUER", ISSUER)
        .with("ACCOUNTS_BEARER_AUDIENCE", AUDIENCE);
    let (setting, text) = match source {
        Source::Pem => ("ACCOUNTS_BEARER_PUBLIC_KEY_FILE", signer.pem()),
        Source::Jwks => {
            let set = json!({ "keys": [signer.jwk()] });
            ("ACCOUNTS_BEARER_JWKS_FILE", set.to_string())
        }
    };
    fs::write(installation.folder().join("issuer.keys"), text).expect("a written file");
    installation.with(setting, "issuer.keys")
}

pub(crate) fn link(installation: &Installation, issuer: &str, subject: &str, account: &str) {
    let link = [
        "identities",
        "link",
        "--issuer",
        issuer,
        "--subject",
        subject,
        "--account",
        account,
    ];
    let ran = installation.run(&link);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

/// Seconds since 1970.
pub(crate) fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.expect("a clock after 1970").as_secs()
}

/// The header of Privy's tokens.
pub(crate) fn header() -> Value {
    json!({ "alg": "ES256", "typ": "JWT", "kid": "key-1" })
}

/// The claims of Privy's access tokens.
pub(crate) fn claims() -> Value {
    let now = now();
    json!({
        "sid": "cm0000000000000000000session",
        "iss": ISSUER,
        "iat": now - 1,
        "aud": AUDIENCE,
        "sub": SUBJECT,
        "exp": now + 3600,
    })
}

/// The same object with one member more, or another value for one.
pub(crate) fn with(mut object: Value, name: &str, value: impl Into<Value>) -> Value {
    object[name] = value.into();
    object
}

/// The same object without a member.
pub(crate) fn without(mut object: Value, name: &str) -> Value {
    let members = object.as_object_mut().expect("an object");
    members.remove(name).expect("a member that was there");
    object
}

/// The same object as text, with a piece of text put in front of its members.
pub(crate) fn beginning(object: &Value, members: &str) -> String {
    object
        .to_string()
        .replacen('{', &format!("{{{members},"), 1)
}
