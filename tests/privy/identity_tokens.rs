use accounts::{Deadline, EmailError, IdentityToken, TokenError};
use accounts_tests::privy::{PrivyIssuer, identity_claims, user_id};
use serde_json::{Value, json};

use crate::world::{Answer, EMAIL, World};

fn linked(address: &str) -> Value {
    json!([{ "type": "wallet", "address": "0x1" }, { "type": "email", "address": address }])
}

async fn with_token(world: &World, token: String) -> Answer {
    let sent = Some(IdentityToken::Sent(token.into()));
    world.email_with("ann", sent, Deadline::never()).await
}

#[track_caller]
fn assert_refused(answer: Answer, what: &str) {
    let is_refused = matches!(
        answer,
        Err(EmailError::IdentityToken(TokenError::Refused(_)))
    );
    assert!(is_refused, "{what}: {answer:?}");
}

#[tokio::test]
async fn address_in_it_spares_the_call() {
    let world = World::new();
    let token = world
        .issuer
        .identity_token(&user_id("ann"), &linked("Other@Example.com"));
    let email = with_token(&world, token).await.expect("an address");
    assert_eq!(email.as_deref(), Some("Other@Example.com"));
    assert_eq!(world.api.count(), 0);
    // It is not remembered: it holds for the request that it came with.
    let email = world.email("ann").await.expect("an address");
    assert_eq!((email.as_deref(), world.api.count()), (Some(EMAIL), 1));
}

/// It may be older than the address.
#[tokio::test]
async fn without_an_address_privy_is_asked() {
    let world = World::new();
    let token = world.issuer.identity_token(&user_id("ann"), &json!([]));
    let email = with_token(&world, token).await.expect("an address");
    assert_eq!((email.as_deref(), world.api.count()), (Some(EMAIL), 1));
}

#[tokio::test]
async fn tokens_that_are_not_good() {
    let world = World::new();
    let claims = identity_claims(&user_id("ann"), &linked("ann@example.com"));
    let changed = |name: &str, value: Value| {
        let mut claims = claims.clone();
        claims[name] = value;
        world.issuer.sign(&claims)
    };
    let forger = PrivyIssuer::new();
    let untyped = json!({ "alg": "ES256", "kid": "key-1" }).to_string();
    for (token, what) in [
        (changed("sub", user_id("bob").into()), "another user's"),
        (changed("exp", 1.into()), "expired"),
        (changed("aud", "another".into()), "for another app"),
        (changed("iss", "example.com".into()), "of another issuer"),
        (
            changed("linked_accounts", linked("ann@example.com")),
            "not in a text",
        ),
        (changed("linked_accounts", "{}".into()), "not a list"),
        (
            changed(
                "linked_accounts",
                "[{\"type\":\"email\",\"address\":5}]".into(),
            ),
            "no address",
        ),
        (
            world.issuer.access_token(&user_id("ann")),
            "an access token",
        ),
        (forger.sign(&claims), "forged"),
        (
            world.issuer.signer.sign(&untyped, &claims.to_string()),
            "without type",
        ),
        ("nonsense".to_owned(), "no token at all"),
        (String::new(), "empty"),
    ] {
        assert_refused(with_token(&world, token).await, what);
    }
    let unreadable = Some(IdentityToken::Unreadable);
    assert_refused(
        world.email_with("ann", unreadable, Deadline::never()).await,
        "unreadable",
    );
    assert_eq!(world.api.count(), 0, "whatever Privy would say");
}
