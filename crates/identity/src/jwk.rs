use jsonwebtoken::DecodingKey;

use crate::algorithm::Algorithm;
use crate::key::Key;
use crate::strict_json::{Json, Object};

/// Members that only private and shared keys have (RFC 7518, sections 6.2.2, 6.3.2 and 6.4.1).
const PRIVATE: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

/// Reads a key of a JWKS (RFC 7517, section 4); the error says why it is skipped.
pub(crate) fn read(jwk: &Json, algorithms: &[Algorithm]) -> Result<Key, &'static str> {
    let Json::Object(jwk) = jwk else {
        return Err("is not a JSON object");
    };
    let text = |name| {
        let text = jwk.text(name);
        text.map_err(|_| "has a member of the wrong type")
    };
    if PRIVATE.iter().any(|name| jwk.0.contains_key(*name)) {
        return Err("is private or shared, which only the issuer may have");
    }
    if text("use")?.is_some_and(|usage| usage != "sig") || !may_verify(jwk) {
        return Err("is not for verifying signatures");
    }
    let needed = |name| text(name)?.ok_or("lacks a member of its type");
    let unreadable = "has an unreadable member";
    let (algorithm, public) = match (needed("kty")?, text("crv")?) {
        ("EC", Some("P-256")) => {
            let public = DecodingKey::from_ec_components(needed("x")?, needed("y")?);
            (Algorithm::Es256, public.map_err(|_| unreadable)?)
        }
        ("OKP", Some("Ed25519")) => {
            let public = DecodingKey::from_ed_components(needed("x")?);
            (Algorithm::EdDsa, public.map_err(|_| unreadable)?)
        }
        ("RSA", _) => {
            let public = DecodingKey::from_rsa_components(needed("n")?, needed("e")?);
            (Algorithm::Rs256, public.map_err(|_| unreadable)?)
        }
        _ => return Err("has a type or curve that is not supported"),
    };
    let named = |name| match (algorithm, name) {
        // The younger name of the same thing (RFC 9864).
        (Algorithm::EdDsa, "Ed25519") => true,
        _ => algorithm.name() == name,
    };
    if !text("alg")?.is_none_or(named) || !algorithms.contains(&algorithm) {
        return Err("is for an algorithm that is not accepted");
    }
    let id = text("kid")?.map(str::to_owned);
    Key::new(id, algorithm, public).ok_or("is weak, or not a key")
}

fn may_verify(jwk: &Object) -> bool {
    match jwk.0.get("key_ops") {
        None => true,
        Some(Json::List(uses)) => uses
            .iter()
            .any(|usage| matches!(usage, Json::Text(usage) if usage == "verify")),
        Some(_) => false,
    }
}
