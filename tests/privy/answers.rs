use std::time::Duration;

use accounts_tests::privy::{APP_ID, user_id};
use accounts_tests::stripe::Reply;
use serde_json::json;

use crate::world::{EMAIL, World, unavailable};

#[tokio::test]
async fn what_privy_is_asked() {
    let world = World::new();
    assert_eq!(
        world.email("ann").await.expect("known"),
        Some(EMAIL.to_owned())
    );
    let [request] = &world.api.requests()[..] else {
        panic!("one request");
    };
    assert_eq!(
        (&*request.method, &*request.path),
        ("GET", "/v1/users/did:privy:ann")
    );
    assert_eq!(request.header("privy-app-id"), Some(APP_ID));
    assert!(
        request
            .header("authorization")
            .is_some_and(|text| text.starts_with("Basic "))
    );
    assert_eq!(request.form, []);
}

/// The first linked account of the type `email` decides, in the letters that Privy has.
#[tokio::test]
async fn users_of_each_kind() {
    let world = World::new();
    let wallet = json!({ "type": "wallet", "address": "0x1" });
    let google = json!({ "type": "google_oauth", "email": "g@example.com" });
    let email = |address: &str| json!({ "type": "email", "address": address });
    for (name, linked, expected) in [
        (
            "two",
            json!([
                wallet,
                google,
                email("Bob@Example.com"),
                email("c@example.com")
            ]),
            Some("Bob@Example.com"),
        ),
        ("none", json!([wallet, google]), None),
        ("nothing", json!([]), None),
        (
            "empty",
            json!([{ "type": "email" }, email("c@example.com")]),
            None,
        ),
    ] {
        world.api.user(&user_id(name), linked);
        let found = world.email(name).await.expect("an answer");
        assert_eq!(found.as_deref(), expected, "{name}");
    }
    assert_eq!(
        world.email("stranger").await.expect("an answer"),
        None,
        "404"
    );
}

/// Whatever is not a user is no answer, and never "there is no address".
#[tokio::test]
async fn odd_answers() {
    let other = json!({ "id": user_id("bob"), "linked_accounts": [{ "type": "email", "address": "canary-bob@example.com" }] });
    let user =
        |linked: serde_json::Value| json!({ "id": user_id("ann"), "linked_accounts": linked });
    let huge =
        json!({ "id": user_id("ann"), "linked_accounts": [], "filler": "x".repeat(300_000) });
    let replies = [
        Reply::text(200, "text/html", "<html>canary</html>"),
        Reply::text(200, "application/json", ""),
        Reply::text(
            200,
            "application/json",
            "{\"id\":\"did:privy:ann\",\"linked_acc",
        ),
        Reply::json(200, &json!([])),
        Reply::json(200, &json!({ "id": user_id("ann") })),
        Reply::json(200, &user(json!("[]"))),
        Reply::json(200, &user(json!({ "type": "email" }))),
        Reply::json(200, &user(json!([{ "type": "email", "address": 5 }]))),
        Reply::json(200, &other),
        Reply::json(200, &huge),
        Reply::text(200, "application/json", " ").endless(),
        Reply::json(302, &json!({})).header("location", "/v1/users/did:privy:bob"),
        Reply::json(201, &user(json!([]))),
        Reply::json(204, &json!({})),
        Reply::json(400, &json!({ "error": "canary" })),
        Reply::json(401, &json!({})),
        Reply::json(403, &json!({})),
        Reply::json(500, &json!({})),
        Reply::json(503, &json!({})),
        Reply::hang_up(),
    ];
    for (number, reply) in replies.into_iter().enumerate() {
        // A breaker of its own for each.
        let world = World::new();
        world.api.next([reply]);
        let failure = unavailable(world.email("ann").await);
        assert_eq!(failure.retry_after, None, "{number}: {failure:?}");
        assert_eq!(world.api.count(), 1, "{number}: redirects are not followed");
        let again = world
            .email("ann")
            .await
            .expect("failures are not remembered");
        assert_eq!(again.as_deref(), Some(EMAIL), "{number}");
    }
}

#[tokio::test]
async fn too_many_requests_are_a_pause() {
    let limited = || Reply::json(429, &json!({}));
    for (reply, least, most) in [
        (limited().header("retry-after", "2"), 2, 2),
        (limited().header("retry-after", "3600"), 60, 60),
        (limited().header("retry-after", "soon"), 1, 1),
        (limited(), 1, 1),
        (
            Reply::json(503, &json!({})).header("retry-after", "3"),
            3,
            3,
        ),
    ] {
        let world = World::new();
        world.api.next([reply]);
        let failure = unavailable(world.email("ann").await);
        let wait = failure.retry_after.expect("a wait");
        assert!((least..=most).contains(&wait.as_secs()), "{wait:?}");
        // Nobody is asked about while it lasts.
        world
            .api
            .user_with_email(&user_id("bob"), "bob@example.com");
        let left = unavailable(world.email("bob").await).retry_after;
        let left = left.expect("the rest of it");
        assert!(left <= wait && !left.is_zero(), "{left:?}");
        assert_eq!(world.api.count(), 1);
        if wait <= Duration::from_secs(1) {
            tokio::time::sleep(wait).await;
            assert!(world.email("bob").await.is_ok(), "it is over");
        }
    }
}

/// A user can link so many wallets that its record is too large: that is no reason not to ask about others.
#[tokio::test]
async fn odd_answers_about_one_user_leave_others_alone() {
    let user = |filler: usize| json!({ "id": user_id("ann"), "linked_accounts": [], "filler": "x".repeat(filler) });
    for reply in [
        Reply::json(200, &user(300_000)),
        Reply::json(200, &json!({ "id": user_id("ann") })),
        Reply::json(200, &json!({ "id": user_id("cy"), "linked_accounts": [] })),
        Reply::json(400, &json!({ "error": "Invalid user id" })),
        Reply::json(422, &json!({})),
    ] {
        let world = World::new();
        world.api.always(Some(reply));
        for _ in 0..6 {
            unavailable(world.email("ann").await);
        }
        world.api.always(None);
        world.api.user(&user_id("bob"), json!([]));
        assert_eq!(world.email("bob").await.expect("an answer"), None);
        assert_eq!(world.api.count(), 7);
    }
}

/// Something else than Privy's API may have no such page: then nobody is unknown.
#[tokio::test]
async fn page_that_is_not_found_is_no_unknown_user() {
    let world = World::new();
    for reply in [
        Reply::text(404, "text/html", "<html>canary</html>"),
        Reply::text(404, "text/plain", ""),
        Reply::text(404, "application/json", " ").endless(),
    ] {
        world.api.next([reply]);
        unavailable(world.email("stranger").await);
    }
    assert_eq!(world.email("stranger").await.expect("an answer"), None);
}

#[tokio::test]
async fn breaker_spares_an_api_that_is_down() {
    let world = World::new();
    world.api.always(Some(Reply::json(500, &json!({}))));
    let mut failures = Vec::new();
    for _ in 0..8 {
        failures.push(unavailable(world.email("ann").await));
    }
    assert_eq!(world.api.count(), 5, "then no more");
    let waits: Vec<_> = failures.iter().map(|failure| failure.retry_after).collect();
    assert_eq!(waits[..5], [None; 5]);
    let wait = waits[7].expect("a wait");
    assert!(
        wait <= Duration::from_secs(3) && !wait.is_zero(),
        "{wait:?}"
    );
    let pinged = accounts::Tokens::ping(&world.privy).await;
    assert!(pinged.is_err(), "readiness says so");

    world.api.always(None);
    tokio::time::sleep(wait).await;
    assert_eq!(
        world.email("ann").await.expect("again").as_deref(),
        Some(EMAIL)
    );
    accounts::Tokens::ping(&world.privy).await.expect("fine");
}
