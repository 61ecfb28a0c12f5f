use accounts_tests::signer::{encoded, message, with_signature};
use serde_json::json;

use super::refused::Broken;
use crate::bearer::{World, beginning, claims, header};

/// Texts that are no token in the compact form, however well they are signed.
pub(super) fn broken(world: &World) -> Vec<Broken> {
    let (header, claims) = (header().to_string(), claims().to_string());
    let token = world.signer.sign(&header, &claims);
    let parts: Vec<_> = token.split('.').collect();
    let json_form = json!({ "protected": parts[0], "payload": parts[1], "signature": parts[2] });
    let filled = beginning(
        &crate::bearer::claims(),
        &format!("\"filler\":\"{}\"", "x".repeat(9_000)),
    );
    let raw = |header: &[u8], claims: &[u8]| {
        let message = format!("{}.{}", encoded(header), encoded(claims));
        let signature = world.signer.signature(&message);
        with_signature(&message, &signature)
    };
    let split = |text: &str| {
        let message = format!("{text}.{}", parts[1]);
        with_signature(&message, &world.signer.signature(&message))
    };
    vec![
        ("one part", parts[0].to_owned()),
        ("two parts", message(&header, &claims)),
        ("four parts", format!("{token}.x")),
        ("five parts, as encrypted ones have", format!("{token}.x.y")),
        ("a dot behind", format!("{token}.")),
        ("a dot in front", format!(".{token}")),
        ("only dots", "..".to_owned()),
        ("a thousand dots", ".".repeat(1_000)),
        ("no header", format!(".{}.{}", parts[1], parts[2])),
        ("no claims", format!("{}..{}", parts[0], parts[2])),
        ("the JSON form", json_form.to_string()),
        ("a quoted token", format!("\"{token}\"")),
        ("more than 8 KiB", world.signer.sign(&header, &filled)),
        ("a padded header", split(&format!("{}=", parts[0]))),
        ("a header that is no base64url", split("e+/=")),
        (
            "a header that is no JSON",
            raw(b"alg: ES256", claims.as_bytes()),
        ),
        (
            "a header that is a list",
            raw(b"[\"ES256\"]", claims.as_bytes()),
        ),
        (
            "a header that is a string",
            raw(b"\"ES256\"", claims.as_bytes()),
        ),
        (
            "a header with more behind it",
            raw(format!("{header}x").as_bytes(), claims.as_bytes()),
        ),
        (
            "a header with a byte order mark",
            raw(format!("\u{feff}{header}").as_bytes(), claims.as_bytes()),
        ),
        (
            "a header that is no UTF-8",
            raw(b"{\"alg\":\"ES256\",\"x\":\"\xff\"}", claims.as_bytes()),
        ),
        ("empty claims", raw(header.as_bytes(), b"{}")),
        ("claims that are no JSON", raw(header.as_bytes(), b"sub=x")),
        (
            "claims that are a list",
            raw(header.as_bytes(), format!("[{claims}]").as_bytes()),
        ),
        ("claims that are null", raw(header.as_bytes(), b"null")),
        (
            "claims with more behind them",
            raw(header.as_bytes(), format!("{claims}{claims}").as_bytes()),
        ),
        (
            "claims that are no UTF-8",
            raw(header.as_bytes(), &[claims.as_bytes(), b"\xff"].concat()),
        ),
        (
            "claims cut off",
            raw(header.as_bytes(), &claims.as_bytes()[..claims.len() - 1]),
        ),
        (
            "claims nested too deep",
            raw(header.as_bytes(), deep(&claims).as_bytes()),
        ),
        ("a token as claims", world.signer.sign(&header, &token)),
    ]
}

fn deep(claims: &str) -> String {
    let nest = format!("{{\"x\":{}{},", "[".repeat(1_000), "]".repeat(1_000));
    claims.replacen('{', &nest, 1)
}
