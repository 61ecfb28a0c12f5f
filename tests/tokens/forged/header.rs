use accounts_tests::signer::Signer;
use serde_json::json;

use super::refused::Broken;
use crate::bearer::{World, beginning, claims, header, with, without};

/// Tokens whose header asks for what nobody should grant.
pub(super) fn broken(world: &World) -> Vec<Broken> {
    let claims = claims();
    let mut broken = Vec::new();
    // Well signed, each of them.
    for (name, member, value) in [
        ("crit that nobody knows", "crit", json!(["x"])),
        ("crit with a known name", "crit", json!(["exp"])),
        ("crit empty", "crit", json!([])),
        ("crit null", "crit", json!(null)),
        ("crit a string", "crit", json!("exp")),
        ("typ of another kind", "typ", json!("secevent+jwt")),
        ("typ of a refresh token", "typ", json!("rt+jwt")),
        ("typ dpop+jwt", "typ", json!("dpop+jwt")),
        ("typ JWS", "typ", json!("JOSE")),
        ("typ empty", "typ", json!("")),
        ("typ null", "typ", json!(null)),
        ("typ a number", "typ", json!(1)),
        ("kid unknown", "kid", json!("key-2")),
        ("kid in other case", "kid", json!("KEY-1")),
        ("kid with a blank", "kid", json!("key-1 ")),
        ("kid empty", "kid", json!("")),
        ("kid null", "kid", json!(null)),
        ("kid a number", "kid", json!(1)),
        ("kid a list", "kid", json!(["key-1"])),
        ("kid a path", "kid", json!("../../../../dev/null")),
        (
            "kid a file",
            "kid",
            json!("/proc/sys/kernel/randomize_va_space"),
        ),
        ("kid SQL", "kid", json!("x' UNION SELECT 'key-1' --")),
        ("kid a command", "kid", json!("key-1; sleep 10")),
        ("kid with NUL", "kid", json!("key-1\0")),
        ("kid huge", "kid", json!("k".repeat(5_000))),
        ("zip", "zip", json!(9)),
    ] {
        broken.push((name, world.token(&with(header(), member, value), &claims)));
    }
    let unencoded = with(with(header(), "b64", false), "crit", json!(["b64"]));
    broken.push(("b64 false", world.token(&unencoded, &claims)));
    for (name, members) in [
        ("alg twice", "\"alg\":\"none\""),
        ("alg twice, once escaped", "\"\\u0061lg\":\"none\""),
        ("kid twice", "\"kid\":\"key-2\""),
        ("an unknown name twice", "\"x\":1,\"x\":1"),
        ("a name twice, further in", "\"x\":{\"y\":1,\"y\":2}"),
    ] {
        broken.push((
            name,
            world
                .signer
                .sign(&beginning(&header(), members), &claims.to_string()),
        ));
    }

    // Signed by somebody who brings the key along.
    let stranger = Signer::new("key-2");
    let signed =
        |header: &serde_json::Value| stranger.sign(&header.to_string(), &claims.to_string());
    let brought = |name: &str, value: serde_json::Value| with(header(), name, value);
    let url = "http://127.0.0.1:9/keys.json";
    broken.extend([
        ("jwk of the signer", signed(&brought("jwk", stranger.jwk()))),
        (
            "jwk of the signer, and its kid",
            signed(&with(brought("jwk", stranger.jwk()), "kid", "key-2")),
        ),
        (
            "jwk of the signer, no kid",
            signed(&without(brought("jwk", stranger.jwk()), "kid")),
        ),
        ("jku of the signer", signed(&brought("jku", json!(url)))),
        ("x5u of the signer", signed(&brought("x5u", json!(url)))),
        (
            "x5c of the signer",
            signed(&brought("x5c", json!([stranger.pem()]))),
        ),
        ("no kid, another key", signed(&without(header(), "kid"))),
    ]);
    broken
}
