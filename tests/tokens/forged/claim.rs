use serde_json::{Value, json};

use super::refused::Broken;
use crate::bearer::{AUDIENCE, ISSUER, World, beginning, claims, header, now, with, without};

/// Tokens that are well signed, and say what is not taken.
pub(super) fn broken(world: &World) -> Vec<Broken> {
    let mut broken: Vec<Broken> = Vec::new();
    for (name, claim, value) in issuers()
        .into_iter()
        .chain(audiences())
        .chain(times())
        .chain(subjects())
    {
        broken.push((name, world.token(&header(), &with(claims(), claim, value))));
    }
    for (name, claim) in [
        ("no iss", "iss"),
        ("no aud", "aud"),
        ("no sub", "sub"),
        ("no exp", "exp"),
    ] {
        broken.push((name, world.token(&header(), &without(claims(), claim))));
    }
    for (name, members) in [
        ("exp twice", "\"exp\":1"),
        ("iss twice", "\"iss\":\"privy.io\""),
        ("aud twice", "\"aud\":\"other\""),
        ("sub twice", "\"sub\":\"did:privy:admin\""),
        (
            "sub twice, once escaped",
            "\"s\\u0075b\":\"did:privy:admin\"",
        ),
        ("an unknown claim twice", "\"x\":1,\"x\":2"),
        ("a name twice, further in", "\"x\":[{\"y\":1,\"y\":1}]"),
    ] {
        broken.push((
            name,
            world
                .signer
                .sign(&header().to_string(), &beginning(&claims(), members)),
        ));
    }
    let exp = format!("\"exp\":{}", claims()["exp"]);
    for (name, text) in [
        ("exp not a number", "\"exp\":NaN"),
        ("exp infinite", "\"exp\":Infinity"),
        ("exp 1e400", "\"exp\":1e400"),
        ("exp with a plus", "\"exp\":+9999999999"),
        ("exp with a zero in front", "\"exp\":09999999999"),
        ("exp hexadecimal", "\"exp\":0xffffffff"),
    ] {
        let claims = claims().to_string();
        assert!(claims.contains(&exp), "{claims}");
        broken.push((
            name,
            world
                .signer
                .sign(&header().to_string(), &claims.replace(&exp, text)),
        ));
    }
    broken
}

/// Tokens whose claim for the account is no account of ours.
pub(super) fn broken_account(world: &World) -> Vec<Broken> {
    let strange = "123e4567-e89b-42d3-a456-426614174000";
    let blank = format!(" {}", world.account);
    let braced = format!("{{{}}}", world.account);
    let cases = [
        ("account that does not exist", json!(strange)),
        ("account with a blank", json!(blank)),
        ("account in braces", json!(braced)),
        ("account empty", json!("")),
        ("account null", json!(null)),
        ("account a number", json!(1)),
        ("account a list", json!([world.account])),
        ("account an object", json!({ "id": world.account })),
        ("account SQL", json!("' OR '1'='1")),
    ];
    let token = |(name, value)| {
        (
            name,
            world.token(&header(), &with(claims(), "account", value)),
        )
    };
    cases.into_iter().map(token).collect()
}

type Case = (&'static str, &'static str, Value);

fn issuers() -> Vec<Case> {
    vec![
        (
            "iss with a slash behind",
            "iss",
            json!(format!("{ISSUER}/")),
        ),
        ("iss as a URL", "iss", json!(format!("https://{ISSUER}"))),
        ("iss in capitals", "iss", json!("PRIVY.IO")),
        ("iss with a blank", "iss", json!(format!("{ISSUER} "))),
        ("iss that looks alike", "iss", json!("privу.io")),
        ("iss of somebody else", "iss", json!("accounts.example.com")),
        ("iss empty", "iss", json!("")),
        ("iss null", "iss", json!(null)),
        ("iss a list", "iss", json!([ISSUER])),
        ("iss an object", "iss", json!({ "name": ISSUER })),
    ]
}

fn audiences() -> Vec<Case> {
    vec![
        (
            "aud of another app",
            "aud",
            json!("cl1111111111111111111app"),
        ),
        (
            "aud that begins like ours",
            "aud",
            json!(format!("{AUDIENCE}-2")),
        ),
        ("aud that ours begins with", "aud", json!(&AUDIENCE[..10])),
        ("aud in capitals", "aud", json!(AUDIENCE.to_uppercase())),
        ("aud with a blank", "aud", json!(format!(" {AUDIENCE}"))),
        ("aud with commas", "aud", json!(format!("x,{AUDIENCE}"))),
        ("aud a list without ours", "aud", json!(["x", "y"])),
        ("aud an empty list", "aud", json!([])),
        ("aud a list with a number", "aud", json!([AUDIENCE, 1])),
        ("aud a list in a list", "aud", json!([[AUDIENCE]])),
        ("aud an object", "aud", json!({ AUDIENCE: true })),
        ("aud null", "aud", json!(null)),
        ("aud true", "aud", json!(true)),
        ("aud empty", "aud", json!("")),
    ]
}

fn times() -> Vec<Case> {
    let now = now();
    vec![
        ("exp past by 1 s", "exp", json!(now - 1)),
        ("exp now", "exp", json!(now)),
        ("exp past by half a second", "exp", json!(now as f64 - 0.5)),
        ("exp of an hour ago", "exp", json!(now - 3600)),
        ("exp 0", "exp", json!(0)),
        ("exp negative", "exp", json!(-1)),
        ("exp a string", "exp", json!((now + 3600).to_string())),
        ("exp a date", "exp", json!("2099-01-01T00:00:00Z")),
        ("exp null", "exp", json!(null)),
        ("exp true", "exp", json!(true)),
        ("exp a list", "exp", json!([now + 3600])),
        ("exp an object", "exp", json!({})),
        ("exp 2^63", "exp", json!(1_u64 << 63)),
        ("exp 2^64 - 1", "exp", json!(u64::MAX)),
        ("exp 1e300", "exp", json!(1e300)),
        ("exp in milliseconds", "exp", json!((now + 3600) * 1000)),
        ("nbf ahead by a minute", "nbf", json!(now + 60)),
        ("nbf ahead by a year", "nbf", json!(now + 365 * 24 * 3600)),
        ("nbf a string", "nbf", json!("0")),
        ("nbf null", "nbf", json!(null)),
        ("nbf negative", "nbf", json!(-1)),
        ("nbf 2^63", "nbf", json!(1_u64 << 63)),
        ("iat a string", "iat", json!(now.to_string())),
        ("iat null", "iat", json!(null)),
    ]
}

fn subjects() -> Vec<Case> {
    vec![
        ("sub that nobody knows", "sub", json!("did:privy:stranger")),
        (
            "sub in capitals",
            "sub",
            json!(crate::bearer::SUBJECT.to_uppercase()),
        ),
        (
            "sub with a blank",
            "sub",
            json!(format!("{} ", crate::bearer::SUBJECT)),
        ),
        ("sub empty", "sub", json!("")),
        ("sub a number", "sub", json!(1)),
        ("sub null", "sub", json!(null)),
        ("sub a list", "sub", json!([crate::bearer::SUBJECT])),
        (
            "sub with NUL",
            "sub",
            json!(format!("{}\0", crate::bearer::SUBJECT)),
        ),
        ("sub of 256 bytes", "sub", json!("s".repeat(256))),
        ("sub huge", "sub", json!("s".repeat(5_000))),
        ("sub SQL", "sub", json!("' OR '1'='1")),
    ]
}
