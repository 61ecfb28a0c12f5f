use accounts::{TokenError, Tokens as _};
use accounts_tests::privy::{identity_claims, user_id};
use serde_json::{Value, json};

use crate::world::{World, identity};

#[track_caller]
fn assert_refused(outcome: Result<accounts::VerifiedToken, TokenError>, what: &str) {
    assert!(
        matches!(outcome, Err(TokenError::Refused(_))),
        "{what}: {outcome:?}"
    );
}

#[tokio::test]
async fn access_token_is_good() {
    let world = World::new();
    let token = world.issuer.access_token(&user_id("ann"));
    let token = world.privy.verify(&token).await.expect("good");
    assert_eq!((token.identity, token.account), (identity("ann"), None));
    assert_eq!(world.api.count(), 0, "nobody is asked for it");
}

/// An identity token has the same signature, issuer and audience.
#[tokio::test]
async fn identity_token_is_no_credential() {
    let world = World::new();
    let linked = json!([{ "type": "email", "address": "ann@example.com" }]);
    let mut claims = identity_claims(&user_id("ann"), &linked);
    let token = world.issuer.sign(&claims);
    assert_refused(world.privy.verify(&token).await, "an identity token");
    claims["sid"] = "session".into();
    let token = world.issuer.sign(&claims);
    assert_refused(world.privy.verify(&token).await, "one with a session");
}

#[tokio::test]
async fn access_tokens_that_lack_something() {
    let world = World::new();
    let mut good = identity_claims(&user_id("ann"), &json!([]));
    good.as_object_mut()
        .expect("an object")
        .remove("linked_accounts");
    good["sid"] = "session".into();
    let sign = |header: &Value, claims: &Value| {
        world
            .issuer
            .signer
            .sign(&header.to_string(), &claims.to_string())
    };
    let header = json!({ "alg": "ES256", "typ": "JWT", "kid": "key-1" });
    world
        .privy
        .verify(&sign(&header, &good))
        .await
        .expect("good");
    for (name, value) in [
        ("sid", json!(null)),
        ("sid", json!("")),
        ("sid", json!(5)),
        ("aud", json!([good["aud"]])),
        ("aud", json!("another")),
        ("iss", json!("https://privy.io")),
        ("sub", json!("ann")),
        ("sub", json!("did:privy:../users")),
        ("exp", json!(1)),
    ] {
        let mut claims = good.clone();
        claims[name] = value;
        let token = sign(&header, &claims);
        assert_refused(world.privy.verify(&token).await, &claims.to_string());
    }
    for kind in [json!("at+jwt"), json!(null), json!("JOSE")] {
        let mut other = header.clone();
        other["typ"] = kind;
        let token = sign(&other, &good);
        assert_refused(world.privy.verify(&token).await, &other.to_string());
    }
    let untyped = json!({ "alg": "ES256", "kid": "key-1" });
    assert_refused(world.privy.verify(&sign(&untyped, &good)).await, "no type");
}
