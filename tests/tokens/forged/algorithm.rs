use accounts_tests::signer::{message, with_signature};
use aws_lc_rs::hmac;
use serde_json::{Value, json};

use super::refused::Broken;
use crate::bearer::{World, claims, header, with, without};
use crate::forging::sign_shared;

/// Tokens that ask to be verified in another way.
pub(super) fn broken(world: &World) -> Vec<Broken> {
    let claims = claims();
    let named = |alg: Value| with(header(), "alg", alg);
    let mut broken = Vec::new();
    for (name, alg) in [
        ("alg none", "none"),
        ("alg None", "None"),
        ("alg NONE", "NONE"),
        ("alg nOnE", "nOnE"),
        ("alg none with a blank", "none "),
        ("alg empty", ""),
    ] {
        let message = message(&named(alg.into()).to_string(), &claims.to_string());
        broken.push((name, format!("{message}.")));
    }
    let unsigned = message(&named("none".into()).to_string(), &claims.to_string());
    broken.push(("alg none with two parts", unsigned.clone()));
    broken.push((
        "alg none with some signature",
        with_signature(&unsigned, b"x"),
    ));

    for (name, alg) in [
        ("alg none, well signed", json!("none")),
        ("alg es256", json!("es256")),
        ("alg ES256 with a blank", json!("ES256 ")),
        ("alg ES384", json!("ES384")),
        ("alg ES512", json!("ES512")),
        ("alg ES256K", json!("ES256K")),
        ("alg RS256 with an EC signature", json!("RS256")),
        ("alg PS256 with an EC signature", json!("PS256")),
        ("alg EdDSA with an EC signature", json!("EdDSA")),
        ("alg null", json!(null)),
        ("alg a list", json!(["ES256"])),
        ("alg a number", json!(256)),
    ] {
        broken.push((name, world.token(&named(alg), &claims)));
    }
    broken.push(("no alg", world.token(&without(header(), "alg"), &claims)));

    // What is public is no secret to sign with.
    let pem = world.signer.pem();
    let jwk = world.signer.jwk().to_string();
    let der = world.signer.der();
    let secrets: [(&'static str, &[u8]); 6] = [
        ("HS256 with the public key as PEM", pem.as_bytes()),
        (
            "HS256 with the PEM without its last line break",
            pem.trim_end().as_bytes(),
        ),
        ("HS256 with the public key as DER", &der),
        ("HS256 with the public point", world.signer.point()),
        ("HS256 with the public JWK", jwk.as_bytes()),
        ("HS256 with the empty secret", b""),
    ];
    let shared = |algorithm, secret: &[u8], alg: &str| {
        sign_shared(
            algorithm,
            secret,
            &named(alg.into()).to_string(),
            &claims.to_string(),
        )
    };
    for (name, secret) in secrets {
        broken.push((name, shared(hmac::HMAC_SHA256, secret, "HS256")));
    }
    broken.push((
        "HS384 with the public key as PEM",
        shared(hmac::HMAC_SHA384, pem.as_bytes(), "HS384"),
    ));
    broken.push((
        "HS512 with the public key as PEM",
        shared(hmac::HMAC_SHA512, pem.as_bytes(), "HS512"),
    ));
    broken.push((
        "alg ES256 with an HMAC",
        shared(hmac::HMAC_SHA512, pem.as_bytes(), "ES256"),
    ));
    broken
}
