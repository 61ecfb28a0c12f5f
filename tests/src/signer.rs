//! A key that signs tokens, and the parts that tokens are made of.

use aws_lc_rs::encoding::AsDer as _;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Value, json};

/// A P-256 key of an issuer, or of somebody who pretends to be one.
pub struct Signer {
    pair: EcdsaKeyPair,
    /// What its tokens name it.
    pub id: &'static str,
}

impl Signer {
    /// A new key, which tokens name like this.
    pub fn new(id: &'static str) -> Self {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING);
        Self {
            pair: pair.expect("a key"),
            id,
        }
    }

    /// `x` and `y`, behind a byte that says so (SEC 1, section 2.3.3).
    pub fn point(&self) -> &[u8] {
        self.pair.public_key().as_ref()
    }

    /// The public key in its encoding.
    pub fn der(&self) -> Vec<u8> {
        let der = self.pair.public_key().as_der().expect("an encoded key");
        der.as_ref().to_vec()
    }

    /// The public key as PEM, as openssl writes it.
    pub fn pem(&self) -> String {
        pem("PUBLIC KEY", &self.der())
    }

    /// The private key as PEM.
    pub fn private_pem(&self) -> String {
        let der = self.pair.to_pkcs8v1().expect("an encoded key");
        pem("PRIVATE KEY", der.as_ref())
    }

    /// The public key as JWK.
    pub fn jwk(&self) -> Value {
        let (x, y) = self.point()[1..].split_at(32);
        json!({ "kty": "EC", "crv": "P-256", "x": encoded(x), "y": encoded(y), "use": "sig", "alg": "ES256", "kid": self.id })
    }

    /// `r` and `s`.
    pub fn signature(&self, message: &str) -> [u8; 64] {
        let signature = self.pair.sign(&SystemRandom::new(), message.as_bytes());
        let signature = signature.expect("a signature");
        signature.as_ref().try_into().expect("r and s")
    }

    /// A token of these texts, whatever is in them.
    pub fn sign(&self, header: &str, claims: &str) -> String {
        let message = message(header, claims);
        let signature = self.signature(&message);
        with_signature(&message, &signature)
    }
}

/// Bytes as PEM.
pub fn pem(label: &str, der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let lines: Vec<_> = text
        .as_bytes()
        .chunks(64)
        .map(|line| std::str::from_utf8(line).expect("ASCII"))
        .collect();
    format!(
        "-----BEGIN {label}-----\n{}\n-----END {label}-----\n",
        lines.join("\n")
    )
}

/// Bytes as tokens have them.
pub fn encoded(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// What is signed (RFC 7515, section 5.1).
pub fn message(header: &str, claims: &str) -> String {
    format!("{}.{}", encoded(header), encoded(claims))
}

/// A message with its signature.
pub fn with_signature(message: &str, signature: &[u8]) -> String {
    format!("{message}.{}", encoded(signature))
}
