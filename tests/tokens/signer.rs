use aws_lc_rs::encoding::AsDer as _;
use aws_lc_rs::hmac;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Value, json};

/// The order of P-256's group: what `r` and `s` have to stay below (SEC 2, section 2.4.2).
pub(crate) const ORDER: [u8; 32] = [
    0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
];

/// A P-256 key of an issuer, or of somebody who pretends to be one.
pub(crate) struct Signer {
    pair: EcdsaKeyPair,
    /// What its tokens name it.
    pub(crate) id: &'static str,
}

impl Signer {
    pub(crate) fn new(id: &'static str) -> Self {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING);
        Self {
            pair: pair.expect("a key"),
            id,
        }
    }

    /// `x` and `y`, behind a byte that says so (SEC 1, section 2.3.3).
    pub(crate) fn point(&self) -> &[u8] {
        self.pair.public_key().as_ref()
    }

    pub(crate) fn der(&self) -> Vec<u8> {
        let der = self.pair.public_key().as_der().expect("an encoded key");
        der.as_ref().to_vec()
    }

    /// The public key as PEM, as openssl writes it.
    pub(crate) fn pem(&self) -> String {
        pem("PUBLIC KEY", &self.der())
    }

    /// The private key as PEM.
    pub(crate) fn private_pem(&self) -> String {
        let der = self.pair.to_pkcs8v1().expect("an encoded key");
        pem("PRIVATE KEY", der.as_ref())
    }

    pub(crate) fn jwk(&self) -> Value {
        let (x, y) = self.point()[1..].split_at(32);
        json!({ "kty": "EC", "crv": "P-256", "x": encoded(x), "y": encoded(y), "use": "sig", "alg": "ES256", "kid": self.id })
    }

    /// `r` and `s`.
    pub(crate) fn signature(&self, message: &str) -> [u8; 64] {
        let signature = self.pair.sign(&SystemRandom::new(), message.as_bytes());
        let signature = signature.expect("a signature");
        signature.as_ref().try_into().expect("r and s")
    }

    /// A token of these texts, whatever is in them.
    pub(crate) fn sign(&self, header: &str, claims: &str) -> String {
        let message = message(header, claims);
        let signature = self.signature(&message);
        with_signature(&message, &signature)
    }
}

pub(crate) fn pem(label: &str, der: &[u8]) -> String {
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

pub(crate) fn encoded(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// What is signed (RFC 7515, section 5.1).
pub(crate) fn message(header: &str, claims: &str) -> String {
    format!("{}.{}", encoded(header), encoded(claims))
}

pub(crate) fn with_signature(message: &str, signature: &[u8]) -> String {
    format!("{message}.{}", encoded(signature))
}

/// A token signed with a shared secret.
pub(crate) fn sign_shared(
    algorithm: hmac::Algorithm,
    secret: &[u8],
    header: &str,
    claims: &str,
) -> String {
    let message = message(header, claims);
    let tag = hmac::sign(&hmac::Key::new(algorithm, secret), message.as_bytes());
    with_signature(&message, tag.as_ref())
}

/// `order - number`, for a number below it.
pub(crate) fn negated(number: &[u8]) -> [u8; 32] {
    let mut result = [0; 32];
    let mut borrow = 0_i16;
    for at in (0..32).rev() {
        let digit = i16::from(ORDER[at]) - i16::from(number[at]) - borrow;
        borrow = i16::from(digit < 0);
        result[at] = u8::try_from(digit.rem_euclid(256)).expect("a byte");
    }
    result
}

/// A signature as X.509 has it (RFC 3279, section 2.2.3).
pub(crate) fn as_der(signature: &[u8; 64]) -> Vec<u8> {
    let integer = |number: &[u8]| {
        let zeros = number.iter().take_while(|byte| **byte == 0).count();
        let mut digits = number[zeros..].to_vec();
        if digits.first().is_none_or(|first| *first >= 0x80) {
            digits.insert(0, 0);
        }
        let length = u8::try_from(digits.len()).expect("short");
        [vec![0x02, length], digits].concat()
    };
    let body = [integer(&signature[..32]), integer(&signature[32..])].concat();
    let length = u8::try_from(body.len()).expect("short");
    [vec![0x30, length], body].concat()
}
