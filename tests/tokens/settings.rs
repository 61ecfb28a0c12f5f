use std::fs;

use accounts_tests::Installation;
use accounts_tests::signer::{Signer, pem};
use aws_lc_rs::encoding::AsDer as _;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _, RsaKeyPair,
};
use serde_json::json;

use crate::bearer::{AUDIENCE, ISSUER, Source, World, claims, header, installation};

const ISSUER_SETTING: (&str, &str) = ("ACCOUNTS_BEARER_ISSUER", ISSUER);
const AUDIENCE_SETTING: (&str, &str) = ("ACCOUNTS_BEARER_AUDIENCE", AUDIENCE);

/// What `config check` has against these settings. `serve` says the same, before it does anything.
fn refused(installation: Installation, settings: &[(&str, &str)]) -> String {
    let installation = settings
        .iter()
        .fold(installation, |all, (name, value)| all.with(name, value));
    let checked = installation.run(&["config", "check"]);
    assert_eq!(checked.code, 2, "{settings:?}: {}", checked.stdout);
    let served = installation.run(&["serve"]);
    assert_eq!((served.code, &served.stderr), (2, &checked.stderr));
    assert!(!installation.database().exists());
    checked.stderr
}

#[test]
fn settings_that_do_not_fit_together() {
    let keys = (
        "ACCOUNTS_BEARER_JWKS_URL",
        "https://auth.example.com/jwks.json",
    );
    for (settings, parts) in [
        (
            vec![ISSUER_SETTING, keys],
            [
                "ACCOUNTS_BEARER_AUDIENCE: it is not set",
                "the id of your app",
            ],
        ),
        (
            vec![AUDIENCE_SETTING],
            [
                "ACCOUNTS_BEARER_ISSUER: it is not set, but ACCOUNTS_BEARER_AUDIENCE is",
                "set the `iss`",
            ],
        ),
        (
            vec![keys],
            [
                "ACCOUNTS_BEARER_ISSUER: it is not set, but ACCOUNTS_BEARER_JWKS_URL is",
                "leave out all",
            ],
        ),
        (
            vec![ISSUER_SETTING, AUDIENCE_SETTING],
            [
                "ACCOUNTS_BEARER_ISSUER: there are no keys",
                "ACCOUNTS_BEARER_PUBLIC_KEY_FILE",
            ],
        ),
        (
            vec![
                ISSUER_SETTING,
                AUDIENCE_SETTING,
                keys,
                ("ACCOUNTS_BEARER_JWKS_FILE", "keys.json"),
            ],
            [
                "ACCOUNTS_BEARER_JWKS_FILE: the keys have two sources",
                "leave one",
            ],
        ),
    ] {
        let text = refused(Installation::new(), &settings);
        for part in parts {
            assert!(text.contains(part), "{part:?} is not in:\n{text}");
        }
    }
}

#[test]
fn settings_that_are_invalid_by_themselves() {
    let text = refused(
        Installation::new(),
        &[
            ("ACCOUNTS_BEARER_ISSUER", " privy.io"),
            AUDIENCE_SETTING,
            (
                "ACCOUNTS_BEARER_JWKS_URL",
                "http://auth.example.com/jwks.json",
            ),
            ("ACCOUNTS_BEARER_ALGORITHMS", "ES256,HS256"),
            ("ACCOUNTS_BEARER_LEEWAY_SECONDS", "301"),
        ],
    );
    for part in [
        "ACCOUNTS_BEARER_ISSUER (environment): the text starts or ends with a blank",
        "ACCOUNTS_BEARER_JWKS_URL (environment): the URL is not https",
        "ACCOUNTS_BEARER_ALGORITHMS (environment): `HS256` is signed with a shared secret: whoever can verify",
        "ACCOUNTS_BEARER_LEEWAY_SECONDS (environment): `301` is not a whole number from 0 to 300",
    ] {
        assert!(text.contains(part), "{part:?} is not in:\n{text}");
    }
    for (algorithms, part) in [
        ("none", "`none` is not signed at all"),
        ("HS512", "`HS512` is signed with a shared secret"),
        ("es256", "`es256` is not one of the supported algorithms"),
        ("ES256,,RS256", "`` is not one of the supported algorithms"),
    ] {
        let text = refused(
            Installation::new(),
            &[("ACCOUNTS_BEARER_ALGORITHMS", algorithms)],
        );
        assert!(text.contains(part), "{part:?} is not in:\n{text}");
    }
    let secret = "https://user:canary@auth.example.com/";
    let text = refused(Installation::new(), &[("ACCOUNTS_BEARER_JWKS_URL", secret)]);
    assert!(
        text.contains("has a user") && !text.contains("canary"),
        "{text}"
    );
}

#[test]
fn key_files_that_are_unfit() {
    let signer = Signer::new("key-1");
    let two = signer.pem().repeat(2);
    let certificate = pem("CERTIFICATE", &signer.der());
    let broken = pem("PUBLIC KEY", &signer.der()[..60]);
    let off_the_curve = {
        let mut der = signer.der();
        *der.last_mut().expect("a byte") ^= 1;
        pem("PUBLIC KEY", &der)
    };
    let p384 = EcdsaKeyPair::generate(&ECDSA_P384_SHA384_FIXED_SIGNING).expect("a key");
    let p384 = pem(
        "PUBLIC KEY",
        p384.public_key().as_der().expect("an encoded key").as_ref(),
    );
    let rsa = RsaKeyPair::generate(KeySize::Rsa2048).expect("a key");
    let rsa = pem(
        "PUBLIC KEY",
        rsa.public_key().as_der().expect("an encoded key").as_ref(),
    );
    for (text, part) in [
        ("", "there is no PEM block"),
        ("hello", "there is no PEM block"),
        (
            &signer.private_pem(),
            "it holds a private key, which only the issuer may have",
        ),
        (
            &format!("{}{}", signer.pem(), signer.private_pem()),
            "it holds a private key",
        ),
        (&two, "it holds several keys"),
        (&certificate, "it holds a `CERTIFICATE`, not a `PUBLIC KEY`"),
        (&broken, "it holds only the beginning of a key"),
        (
            &signer.private_pem().replace('\n', "\\n"),
            "it holds a private key",
        ),
        (&signer.jwk().to_string(), "it holds JSON"),
        (&off_the_curve, "its key is none of these: P-256"),
        (&p384, "its key is none of these: P-256"),
        (
            &rsa,
            "its key is for RS256, which is not among the algorithms",
        ),
    ] {
        let installation = installation(&signer, Source::Pem);
        fs::write(installation.folder().join("issuer.keys"), text).expect("a written file");
        let message = refused(installation, &[]);
        assert!(message.starts_with("error: one problem"), "{message}");
        assert!(
            message.contains("ACCOUNTS_BEARER_PUBLIC_KEY_FILE: issuer.keys: "),
            "{message}"
        );
        assert!(message.contains(part), "{part:?} is not in:\n{message}");
    }
    // Said together with whatever else is wrong.
    let installation = installation(&signer, Source::Pem);
    fs::remove_file(installation.folder().join("issuer.keys")).expect("a file");
    let message = refused(installation, &[("ACCOUNTS_BEARER_AUDIENCE", "")]);
    for part in [
        "issuer.keys: the file cannot be read",
        "ACCOUNTS_BEARER_AUDIENCE: it is not set",
    ] {
        assert!(message.contains(part), "{part:?} is not in:\n{message}");
    }
}

#[test]
fn key_sets_that_are_unfit() {
    let signer = Signer::new("key-1");
    let with = |name: &str, value: serde_json::Value| {
        let mut jwk = signer.jwk();
        jwk[name] = value;
        json!({ "keys": [jwk] }).to_string()
    };
    for (text, part) in [
        ("".to_owned(), "it is not a JSON object with a list `keys`"),
        (
            "[]".to_owned(),
            "it is not a JSON object with a list `keys`",
        ),
        (
            json!({ "keys": {} }).to_string(),
            "it is not a JSON object with a list `keys`",
        ),
        (
            signer.jwk().to_string(),
            "it is not a JSON object with a list `keys`",
        ),
        (
            json!({ "keys": [] }).to_string(),
            "none of its 0 keys can be used",
        ),
        (with("d", json!("AAAA")), "the first is private or shared"),
        (
            with("use", json!("enc")),
            "the first is not for verifying signatures",
        ),
        (
            with("key_ops", json!(["sign"])),
            "the first is not for verifying signatures",
        ),
        (
            with("alg", json!("ES384")),
            "the first is for an algorithm that is not accepted",
        ),
        (
            with("crv", json!("P-384")),
            "the first has a type or curve that is not supported",
        ),
        (
            with("kty", json!("oct")),
            "the first has a type or curve that is not supported",
        ),
        (with("x", json!("AAAA")), "the first is weak, or not a key"),
        (with("y", json!("*")), "the first has an unreadable member"),
        (
            with("kid", json!(1)),
            "the first has a member of the wrong type",
        ),
    ] {
        let installation = installation(&signer, Source::Jwks);
        fs::write(installation.folder().join("issuer.keys"), &text).expect("a written file");
        let message = refused(installation, &[]);
        assert!(
            message.contains("ACCOUNTS_BEARER_JWKS_FILE: issuer.keys: "),
            "{message}"
        );
        assert!(
            message.contains(part),
            "{text}: {part:?} is not in:\n{message}"
        );
    }
}

/// A set may hold keys that mean nothing to us (RFC 7517, section 5).
#[tokio::test]
async fn key_set_with_strange_keys_beside_ours() {
    let world = World::new(Source::Jwks, &[]);
    let strange = json!({ "keys": [
        1, {}, { "kty": "XYZ" }, { "kty": "EC", "crv": "P-521", "x": "AA", "y": "AA" }, { "kty": "oct", "k": "AAAA" },
        world.signer.jwk(),
    ] });
    let token = world.token(&header(), &claims());
    let World { service, .. } = world;
    let (_, installation) = service.stop();
    fs::write(
        installation.folder().join("issuer.keys"),
        strange.to_string(),
    )
    .expect("a written file");
    let service = installation.serve();
    let client = service
        .client()
        .portal()
        .header("authorization", &format!("Bearer {token}"));
    client.json(accounts_tests::GOOD_BODY).send().await.portal();
}

#[test]
fn settings_are_shown() {
    let shown = installation(&Signer::new("key-1"), Source::Pem).run(&["config", "check"]);
    assert_eq!(shown.code, 0, "{}", shown.stderr);
    for (name, value) in [
        ("ACCOUNTS_BEARER_ISSUER", ISSUER),
        ("ACCOUNTS_BEARER_AUDIENCE", AUDIENCE),
        ("ACCOUNTS_BEARER_PUBLIC_KEY_FILE", "issuer.keys"),
        ("ACCOUNTS_BEARER_ALGORITHMS", "ES256"),
        ("ACCOUNTS_BEARER_LEEWAY_SECONDS", "0"),
    ] {
        let line = shown
            .stdout
            .lines()
            .find(|line| line.starts_with(&format!("{name} ")));
        let line = line.unwrap_or_else(|| panic!("no {name} in {}", shown.stdout));
        assert_eq!(line.split_whitespace().nth(1), Some(value), "{line}");
    }
}

/// Without an issuer no token counts for anything.
#[tokio::test]
async fn tokens_are_off_by_default() {
    let service = Installation::new().serve();
    let token = Signer::new("key-1").sign(&header().to_string(), &claims().to_string());
    let client = service
        .client()
        .portal()
        .header("authorization", &format!("Bearer {token}"));
    let answer = client.json(accounts_tests::GOOD_BODY).send().await;
    answer.assert_error(401, "Unauthorized");
}
