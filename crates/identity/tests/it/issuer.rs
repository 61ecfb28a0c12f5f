use std::time::{Duration, SystemTime, UNIX_EPOCH};

use accounts::{TokenError, Tokens as _, VerifiedToken};
use aws_lc_rs::encoding::AsDer as _;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _, RsaKeyPair,
};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use identity::{Algorithm, Rules, Verifier};
use jsonwebtoken::EncodingKey;
use jsonwebtoken::jwk::Jwk;
use serde_json::{Value, json};

pub(crate) const ISSUER: &str = "https://issuer.example.com";
pub(crate) const AUDIENCE: &str = "app";
pub(crate) const SUBJECT: &str = "user-1";

/// An issuer's key of some type.
pub(crate) struct Issuer {
    algorithm: Algorithm,
    id: String,
    key: EncodingKey,
    pub(crate) pem: String,
}

impl Issuer {
    pub(crate) fn new(algorithm: Algorithm, id: &str) -> Self {
        let (key, public) = match algorithm {
            Algorithm::Es256 => {
                let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key");
                let private = pair.to_pkcs8v1().expect("an encoded key");
                let public = pair.public_key().as_der().expect("an encoded key");
                (
                    EncodingKey::from_ec_pem(&pem("PRIVATE KEY", private.as_ref())),
                    pem("PUBLIC KEY", public.as_ref()),
                )
            }
            Algorithm::Rs256 => rsa(KeySize::Rsa2048),
            Algorithm::EdDsa => {
                let pair = Ed25519KeyPair::generate().expect("a key");
                let private = pair.to_pkcs8v1().expect("an encoded key");
                let public = pair.public_key().as_der().expect("an encoded key");
                (
                    EncodingKey::from_ed_pem(&pem("PRIVATE KEY", private.as_ref())),
                    pem("PUBLIC KEY", public.as_ref()),
                )
            }
        };
        Self {
            algorithm,
            id: id.to_owned(),
            key: key.expect("a key of ours"),
            pem: String::from_utf8(public).expect("ASCII"),
        }
    }

    fn library(&self) -> jsonwebtoken::Algorithm {
        self.algorithm.name().parse().expect("a known name")
    }

    pub(crate) fn jwk(&self) -> Value {
        let jwk = Jwk::from_encoding_key(&self.key, self.library()).expect("a JWK");
        let mut jwk = serde_json::to_value(jwk).expect("JSON");
        jwk["kid"] = self.id.as_str().into();
        jwk
    }

    pub(crate) fn key_set(&self) -> String {
        json!({ "keys": [self.jwk()] }).to_string()
    }

    /// A token with these claims.
    pub(crate) fn token(&self, claims: &Value) -> String {
        let header = json!({ "alg": self.algorithm.name(), "kid": self.id });
        self.sign(header.to_string().as_bytes(), claims.to_string().as_bytes())
    }

    /// A token of any bytes.
    pub(crate) fn sign(&self, header: &[u8], claims: &[u8]) -> String {
        let encoded = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let message = format!("{}.{}", encoded(header), encoded(claims));
        let signature = jsonwebtoken::crypto::sign(message.as_bytes(), &self.key, self.library());
        format!("{message}.{}", signature.expect("a signature"))
    }
}

/// A key pair: the private key, and the public one as PEM.
fn rsa(size: KeySize) -> (jsonwebtoken::errors::Result<EncodingKey>, Vec<u8>) {
    let pair = RsaKeyPair::generate(size).expect("a key");
    let private = pair.as_der().expect("an encoded key");
    let public = pair.public_key().as_der().expect("an encoded key");
    (
        EncodingKey::from_rsa_pem(&pem("PRIVATE KEY", private.as_ref())),
        pem("PUBLIC KEY", public.as_ref()),
    )
}

pub(crate) fn pem(label: &str, der: &[u8]) -> Vec<u8> {
    let text = STANDARD.encode(der);
    format!("-----BEGIN {label}-----\n{text}\n-----END {label}-----\n").into_bytes()
}

pub(crate) fn rules(algorithms: &[Algorithm]) -> Rules {
    Rules {
        issuer: ISSUER.to_owned(),
        audience: AUDIENCE.to_owned(),
        algorithms: algorithms.to_vec(),
        leeway: Duration::ZERO,
        account_claim: None,
    }
}

pub(crate) fn claims() -> Value {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = now.expect("a clock after 1970").as_secs();
    json!({ "iss": ISSUER, "aud": AUDIENCE, "sub": SUBJECT, "exp": now + 3600 })
}

/// What became of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    Taken,
    Refused,
    Unavailable,
}

pub(crate) fn fate(outcome: &Result<VerifiedToken, TokenError>) -> Fate {
    match outcome {
        Ok(token) => {
            assert_eq!(token.identity.issuer, ISSUER);
            Fate::Taken
        }
        Err(TokenError::Refused(_)) => Fate::Refused,
        Err(TokenError::Unavailable(_)) => Fate::Unavailable,
    }
}

pub(crate) async fn present(verifier: &Verifier, token: &str) -> Fate {
    fate(&verifier.verify(token).await)
}
