use std::sync::Arc;

use accounts::{TokenError, Tokens as _};
use identity::{Algorithm, KeyLocation, RemoteKeys, Rules, Verifier};
use serde_json::{Value, json};

use crate::issuer::{Issuer, claims, rules};
use crate::remote::timing;
use crate::web::{Page, Web};

const METADATA: &str = "/.well-known/openid-configuration";

fn verifier(issuer: &str) -> Verifier {
    let location = KeyLocation::of_issuer(issuer).expect("an issuer with a URL");
    let algorithms = vec![Algorithm::Es256];
    let keys = RemoteKeys::start(
        location,
        algorithms.clone(),
        timing(),
        &egress::Egress::direct(),
    )
    .expect("an HTTP client");
    let rules = Rules {
        issuer: issuer.to_owned(),
        ..rules(&algorithms)
    };
    Verifier::with_remote_keys(rules, keys)
}

/// What the metadata at an issuer's URL lead to.
async fn discovered(path: &str, metadata: impl Fn(&str) -> Value) -> Result<(), String> {
    let signer = Issuer::new(Algorithm::Es256, "one");
    let set = signer.key_set();
    let web = Web::start(|_| Page::of("")).await;
    let issuer = web.url(path);
    let body = metadata(&issuer).to_string();
    let expected = format!("{}{METADATA}", path.trim_end_matches('/'));
    web.answer(move |asked| match asked {
        "/the/keys" => Page::of(&set),
        asked if asked == expected => Page::of(&body),
        _ => Page {
            status: 404,
            ..Page::of("")
        },
    });
    let mut claims = claims();
    claims["iss"] = issuer.as_str().into();
    match verifier(&issuer).verify(&signer.token(&claims)).await {
        Ok(token) => {
            assert_eq!(token.identity.issuer, issuer);
            Ok(())
        }
        Err(TokenError::Unavailable(cause)) => {
            let cause = cause.source().expect("a cause");
            let below = cause.source().map(ToString::to_string);
            Err(format!("{cause}: {}", below.unwrap_or_default()))
        }
        Err(error) => panic!("{error:?}"),
    }
}

/// The URL of the keys on the same server as the issuer.
fn keys_of(issuer: &str) -> String {
    let url: url::Url = issuer.parse().expect("a URL");
    url.join("/the/keys").expect("a URL").to_string()
}

#[tokio::test]
async fn keys_are_found_by_the_issuer() {
    for path in ["", "/", "/tenant", "/tenant/"] {
        let metadata = |issuer: &str| json!({ "issuer": issuer, "jwks_uri": keys_of(issuer) });
        assert_eq!(discovered(path, metadata).await, Ok(()), "{path:?}");
    }
}

#[tokio::test]
async fn metadata_that_lead_nowhere() {
    type Metadata = dyn Fn(&str) -> Value;
    let cases: [(Arc<Metadata>, &str); 8] = [
        (
            Arc::new(
                |issuer| json!({ "issuer": format!("{issuer}/"), "jwks_uri": keys_of(issuer) }),
            ),
            "names another issuer",
        ),
        (
            Arc::new(
                |issuer| json!({ "issuer": "https://other.example.com", "jwks_uri": keys_of(issuer) }),
            ),
            "`https://other.example.com`",
        ),
        (
            Arc::new(|issuer| json!({ "jwks_uri": keys_of(issuer) })),
            "without the metadata",
        ),
        (
            Arc::new(|issuer| json!({ "issuer": issuer })),
            "without the metadata",
        ),
        (Arc::new(|issuer| json!([issuer])), "without the metadata"),
        (
            Arc::new(
                |issuer| json!({ "issuer": issuer, "jwks_uri": "http://issuer.example.com/keys" }),
            ),
            "it must be https: the URL is not https",
        ),
        (
            Arc::new(|issuer| json!({ "issuer": issuer, "jwks_uri": "file:///etc/passwd" })),
            "it must be https",
        ),
        (
            Arc::new(|issuer| json!({ "issuer": issuer, "jwks_uri": format!("{issuer}/nowhere") })),
            "responded with 404",
        ),
    ];
    for (metadata, part) in cases {
        let message = discovered("", |issuer| metadata(issuer))
            .await
            .expect_err("no keys");
        assert!(message.contains(part), "{part:?} is not in {message:?}");
    }
}

#[test]
fn issuers_that_are_no_place() {
    for issuer in [
        "privy.io",
        "http://issuer.example.com",
        "https://",
        "ftp://localhost",
        "https://u:p@issuer.example.com",
        "https://issuer.example.com?a=b",
        "https://issuer.example.com#a",
    ] {
        assert!(KeyLocation::of_issuer(issuer).is_err(), "{issuer}");
    }
}
