use std::fs;

use accounts_tests::GOOD_BODY;
use accounts_tests::signer::{Signer, message, with_signature};
use serde_json::{Value, json};

use crate::bearer::{
    AUDIENCE, ISSUER, SUBJECT, Source, World, claims, header, installation, link, now, with,
    without,
};
use crate::forging::negated;

#[tokio::test]
async fn good_tokens() {
    for source in [Source::Pem, Source::Jwks] {
        let world = World::new(source, &[]);
        let longest = "s".repeat(255);
        let installation = world.service.installation();
        link(installation, ISSUER, &longest, &world.account);
        link(installation, ISSUER, "jürgen|東京", &world.account);
        for (name, header, claims) in good(&longest) {
            let answer = world.present(&world.token(&header, &claims)).await;
            assert_eq!(answer.status, 200, "{source:?}, {name}: {claims}");
            println!("{name}: 200");
        }
    }
}

fn good(longest: &str) -> Vec<(&'static str, Value, Value)> {
    let mut good = vec![
        ("as Privy makes them", header(), claims()),
        ("no sid", header(), without(claims(), "sid")),
        ("no iat", header(), without(claims(), "iat")),
        ("no typ", without(header(), "typ"), claims()),
        ("no kid", without(header(), "kid"), claims()),
    ];
    for (name, member, value) in [
        ("typ jwt", "typ", json!("jwt")),
        ("typ at+jwt", "typ", json!("at+jwt")),
        ("typ AT+JWT", "typ", json!("AT+JWT")),
        ("typ application/at+jwt", "typ", json!("application/at+jwt")),
        ("typ application/JWT", "typ", json!("application/JWT")),
        ("an unknown member of the header", "x", json!({ "y": [1] })),
        // Nobody listens there, and nobody asks.
        (
            "jku that is not looked at",
            "jku",
            json!("http://127.0.0.1:9/"),
        ),
    ] {
        good.push((name, with(header(), member, value), claims()));
    }
    let now = now();
    for (name, claim, value) in [
        ("exp with a fraction", "exp", json!(now as f64 + 600.25)),
        (
            "exp with a fraction, soon",
            "exp",
            json!(now as f64 + 60.75),
        ),
        ("exp as a power of ten", "exp", json!(1e10)),
        ("nbf past", "nbf", json!(now - 1)),
        ("nbf of now", "nbf", json!(now)),
        ("iat with a fraction", "iat", json!(now as f64 - 0.5)),
        ("aud in a list", "aud", json!([AUDIENCE])),
        ("aud among others", "aud", json!(["x", AUDIENCE, "y"])),
        ("an unknown claim", "x", json!({ "y": [null, true, "z"] })),
        ("sub of 255 bytes", "sub", json!(longest)),
        ("sub beyond ASCII", "sub", json!("jürgen|東京")),
    ] {
        good.push((name, header(), with(claims(), claim, value)));
    }
    good
}

/// Both forms of a signature count: (r, s) and (r, n - s). Some issuers make only one of them, and JWS says nothing of it.
#[tokio::test]
async fn good_signatures_high_and_low() {
    let world = World::new(Source::Pem, &[]);
    let message = message(&header().to_string(), &claims().to_string());
    let signature = world.signer.signature(&message);
    let (r, s) = signature.split_at(32);
    let negated = negated(s);
    assert!(s != negated && (s[0] < 0x80) != (negated[0] < 0x80));
    for s in [s, &negated] {
        let token = with_signature(&message, &[r, s].concat());
        world.present(&token).await.portal();
    }
}

#[tokio::test]
async fn leeway_as_set() {
    let world = World::new(Source::Pem, &[("ACCOUNTS_BEARER_LEEWAY_SECONDS", "60")]);
    let now = now();
    for (claim, value, status) in [
        ("exp", now - 30, 200),
        ("exp", now - 61, 401),
        ("nbf", now + 30, 200),
        ("nbf", now + 120, 401),
    ] {
        let token = world.token(&header(), &with(claims(), claim, value));
        let answer = world.present(&token).await;
        assert_eq!(answer.status, status, "{claim} {value} at {now}");
    }
}

#[tokio::test]
async fn account_by_claim_or_link() {
    let claim = "https://example.com/account";
    let world = World::new(Source::Pem, &[("ACCOUNTS_BEARER_ACCOUNT_CLAIM", claim)]);
    let named = with(claims(), "sub", "did:privy:unlinked");
    let named = with(named, claim, world.account.as_str());
    world
        .present(&world.token(&header(), &named))
        .await
        .portal();
    // Without the claim the link counts.
    world
        .present(&world.token(&header(), &claims()))
        .await
        .portal();
    let neither = with(claims(), "sub", "did:privy:unlinked");
    let answer = world.present(&world.token(&header(), &neither)).await;
    answer.assert_error(401, "Unauthorized");
}

/// A token works until its end and not after it, however often it was asked for before.
#[tokio::test]
async fn token_ends_at_its_end() {
    let world = World::new(Source::Pem, &[]);
    let token = world.token(&header(), &with(claims(), "exp", now() + 2));
    world.present(&token).await.portal();
    let mut last = world.present(&token).await;
    for _ in 0..300 {
        if last.status != 200 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        last = world.present(&token).await;
    }
    last.assert_error(401, "Unauthorized");
    world
        .present(&world.token(&header(), &claims()))
        .await
        .portal();
}

/// The key as people carry it from a dashboard to a server.
#[tokio::test]
async fn key_in_every_spelling() {
    let signer = Signer::new("key-1");
    let pem = signer.pem();
    let lines: Vec<_> = pem.lines().collect();
    let base64 = lines[1..lines.len() - 1].concat();
    let indented: String = lines.iter().map(|line| format!("    {line}\n")).collect();
    for (name, text) in [
        ("escaped", pem.replace('\n', "\\n")),
        ("one line", lines.concat()),
        ("CRLF", pem.replace('\n', "\r\n")),
        ("indented", indented),
        ("base64", base64),
        ("quoted", format!("\"{pem}\"")),
        ("BOM", format!("\u{feff}{pem}")),
    ] {
        let installation = installation(&signer, Source::Pem);
        fs::write(installation.folder().join("issuer.keys"), text).expect("a written file");
        let checked = installation.run(&["config", "check"]);
        assert_eq!(checked.code, 0, "{name}: {}", checked.stderr);
        let installation = installation.migrated();
        let account = installation.line(&["accounts", "create", "--name", "Acme"]);
        link(&installation, ISSUER, SUBJECT, &account);
        let service = installation.serve();
        let token = signer.sign(&header().to_string(), &claims().to_string());
        let client = service.client().portal();
        let client = client.header("authorization", &format!("Bearer {token}"));
        client.json(GOOD_BODY).send().await.portal();
    }
}
