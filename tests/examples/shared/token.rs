use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// A token with these claims, signed with ES256 as an issuer does it (RFC 7515, section 3.1), and the issuer's public key as a JWKS.
pub(crate) fn signed(claims: &str) -> (String, String) {
    let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key pair");
    let signed = format!(
        "{}.{}",
        encode(br#"{"alg":"ES256","typ":"JWT"}"#),
        encode(claims.as_bytes())
    );
    let signature = pair.sign(&SystemRandom::new(), signed.as_bytes());
    let signature = encode(signature.expect("a signature").as_ref());
    // An uncompressed point: 4, then x and y.
    let (x, y) = pair.public_key().as_ref()[1..].split_at(32);
    let jwks = format!(
        r#"{{"keys":[{{"kty":"EC","crv":"P-256","x":"{}","y":"{}"}}]}}"#,
        encode(x),
        encode(y)
    );
    (format!("{signed}.{signature}"), jwks)
}
