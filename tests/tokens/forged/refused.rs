use accounts_tests::Answer;

use super::{algorithm, claim, form, header, signature};
use crate::bearer::{Source, World, claims, header as good_header};

/// A broken token, and what is broken.
pub(super) type Broken = (&'static str, String);

/// An answer's headers, but for those that differ each time.
fn lasting(answer: &Answer) -> Vec<(String, Vec<u8>)> {
    let headers = answer
        .headers
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "date" | "x-request-id"));
    headers
        .map(|(name, value)| (name.to_string(), value.as_bytes().to_vec()))
        .collect()
}

/// Each is refused as a token of pure nonsense is: the same status, headers and body.
async fn refuse_all(world: &World, broken: Vec<Broken>) {
    // What is broken is the only thing that is.
    let good = world.token(&good_header(), &claims());
    world.present(&good).await.portal();
    let nonsense = world.present("a.b.c").await;
    nonsense.assert_error(401, "Unauthorized");

    for (name, token) in broken {
        let answer = world.present(&token).await;
        assert_eq!(answer.status, 401, "{name}: {token}");
        assert_eq!(answer.body, nonsense.body, "{name}");
        assert_eq!(lasting(&answer), lasting(&nonsense), "{name}");
        println!("{name}: 401");
    }
    world.present(&good).await.portal();
}

#[tokio::test]
async fn algorithms() {
    let world = World::new(Source::Jwks, &[]);
    refuse_all(&world, algorithm::broken(&world)).await;
}

#[tokio::test]
async fn signatures() {
    let world = World::new(Source::Jwks, &[]);
    refuse_all(&world, signature::broken(&world)).await;
}

#[tokio::test]
async fn forms() {
    let world = World::new(Source::Jwks, &[]);
    refuse_all(&world, form::broken(&world)).await;
}

#[tokio::test]
async fn headers() {
    let world = World::new(Source::Jwks, &[]);
    refuse_all(&world, header::broken(&world)).await;
}

#[tokio::test]
async fn claims_of_the_token() {
    let world = World::new(Source::Jwks, &[]);
    refuse_all(&world, claim::broken(&world)).await;
}

#[tokio::test]
async fn claims_for_the_account() {
    let world = World::new(
        Source::Jwks,
        &[("ACCOUNTS_BEARER_ACCOUNT_CLAIM", "account")],
    );
    refuse_all(&world, claim::broken_account(&world)).await;
}

/// A good token in places where it counts for nothing.
#[tokio::test]
async fn places() {
    let world = World::new(Source::Pem, &[]);
    let token = world.token(&good_header(), &claims());
    let bearer = format!("Bearer {token}");
    world.present(&token).await.portal();
    let nonsense = world.present("a.b.c").await;
    for (name, headers) in [
        (
            "two Authorization headers",
            vec![
                ("authorization", bearer.clone()),
                ("authorization", bearer.clone()),
            ],
        ),
        (
            "two tokens with a comma",
            vec![("authorization", format!("{bearer}, {bearer}"))],
        ),
        (
            "the scheme twice",
            vec![("authorization", format!("Bearer {bearer}"))],
        ),
        (
            "another scheme",
            vec![("authorization", format!("JWT {token}"))],
        ),
        ("Basic", vec![("authorization", format!("Basic {token}"))]),
        ("no scheme", vec![("authorization", token.clone())]),
        (
            "a tab behind the token",
            vec![("authorization", format!("{bearer}\tx"))],
        ),
        ("the token as API key", vec![("x-api-key", token.clone())]),
    ] {
        let headers: Vec<_> = headers
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let answer = world.present_headers(&headers).await;
        assert_eq!(answer.status, 401, "{name}");
        assert_eq!(answer.body, nonsense.body, "{name}");
        assert_eq!(lasting(&answer), lasting(&nonsense), "{name}");
        println!("{name}: 401");
    }
}
