use jiff::{SignedDuration, Timestamp};

use super::asked::{GOOD_BODY, KEY, ask, directory_with, hash_of};
use crate::billing::MockBilling;
use crate::directory::MockDirectory;
use crate::{Expiry, PortalSession};

const EXACTLY_ONE: &str = "Exactly one of x-api-key or Authorization must be provided";
const UNAUTHORIZED: &str = "Unauthorized";

/// A provider that opens a session each time it is asked.
fn open_for_all() -> MockBilling {
    let mut billing = MockBilling::new();
    billing.expect_open_portal().returning(|_, _, _| {
        Ok(Some(PortalSession {
            id: "portal_sess_1".to_owned(),
            url: "https://billing.example.com/manage/1".into(),
        }))
    });
    billing
}

#[tokio::test]
async fn present_key_in_either_header() {
    for headers in [
        &[("x-api-key", KEY)][..],
        &[("X-API-Key", KEY)],
        &[("authorization", &format!("Bearer {KEY}"))],
        &[("authorization", &format!("bearer {KEY}"))],
        &[("authorization", &format!("BEARER {KEY}"))],
        &[("authorization", &format!("Bearer   {KEY}"))],
        // An empty header is an absent one.
        &[("x-api-key", KEY), ("authorization", "")],
        &[
            ("x-api-key", ""),
            ("authorization", &format!("Bearer {KEY}")),
        ],
    ] {
        let directory = directory_with(Expiry::Never);
        let answer = ask(directory, open_for_all(), headers, GOOD_BODY).await;
        assert_eq!(answer.status, 200, "{headers:?}: {}", answer.body);
    }
}

#[tokio::test]
async fn present_hopeless_credentials_directory_not_asked() {
    let long = "x".repeat(257);
    let bearer = format!("Bearer {KEY}");
    for (headers, message) in [
        (&[][..], EXACTLY_ONE),
        (&[("x-api-key", "")], EXACTLY_ONE),
        (&[("x-api-key", "  "), ("authorization", "")], EXACTLY_ONE),
        (
            &[("x-api-key", KEY), ("authorization", &bearer)],
            EXACTLY_ONE,
        ),
        (
            &[("x-api-key", "a"), ("authorization", "Bearer b")],
            EXACTLY_ONE,
        ),
        // A token that is no key.
        (
            &[("authorization", "Bearer eyJhbGciOiJFUzI1NiJ9.e30.c2ln")],
            UNAUTHORIZED,
        ),
        (&[("authorization", "Bearer RECOUP_SK_AAAA")], UNAUTHORIZED),
        (&[("authorization", "Basic dTpw")], UNAUTHORIZED),
        (&[("authorization", KEY)], UNAUTHORIZED),
        (&[("authorization", &format!("Bearer{KEY}"))], UNAUTHORIZED),
        (&[("x-api-key", &long)], UNAUTHORIZED),
        (&[("x-api-key", KEY), ("x-api-key", KEY)], UNAUTHORIZED),
        (
            &[("authorization", &bearer), ("authorization", &bearer)],
            UNAUTHORIZED,
        ),
    ] {
        let answer = ask(MockDirectory::new(), MockBilling::new(), headers, GOOD_BODY).await;
        assert_eq!(answer.body["error"], message, "{headers:?}");
        answer.assert_error(401, message);
    }
}

#[tokio::test]
async fn present_bearer_without_token() {
    for value in ["Bearer", "Bearer ", "bearer   "] {
        let headers = [("authorization", value)];
        let answer = ask(
            MockDirectory::new(),
            MockBilling::new(),
            &headers,
            GOOD_BODY,
        )
        .await;
        answer.assert_error(401, UNAUTHORIZED);
    }
}

#[tokio::test]
async fn present_unknown_key() {
    for key in ["recoup_sk_unknown", "anything", "Bearer x"] {
        let mut directory = MockDirectory::new();
        let expected = hash_of(key);
        directory
            .expect_key_by_hash()
            .times(1)
            .withf(move |hash, _| *hash == expected)
            .returning(|_, _| Ok(None));
        let headers = [("x-api-key", key)];
        let answer = ask(directory, MockBilling::new(), &headers, GOOD_BODY).await;
        answer.assert_error(401, UNAUTHORIZED);
    }
}

#[tokio::test]
async fn present_key_by_expiry() {
    let now = Timestamp::now();
    for (expiry, works) in [
        (Expiry::Never, true),
        (Expiry::At(now + SignedDuration::from_hours(1)), true),
        (Expiry::At(Timestamp::MAX), true),
        (Expiry::At(now), false),
        (Expiry::At(now - SignedDuration::from_secs(1)), false),
        (Expiry::At(Timestamp::UNIX_EPOCH), false),
        (Expiry::Unreadable, false),
    ] {
        let billing = if works {
            open_for_all()
        } else {
            MockBilling::new()
        };
        let directory = directory_with(expiry);
        let answer = ask(directory, billing, &[("x-api-key", KEY)], GOOD_BODY).await;
        if works {
            assert_eq!(answer.status, 200, "{expiry:?}");
        } else {
            answer.assert_error(401, UNAUTHORIZED);
        }
    }
}

#[test]
fn expire_key_at_its_moment() {
    let end: Timestamp = "2026-11-01T12:00:00Z".parse().expect("a time");
    let before = end - SignedDuration::from_nanos(1);
    assert!(Expiry::At(end).has_passed(end));
    assert!(!Expiry::At(end).has_passed(before));
}

#[tokio::test]
async fn present_nothing_challenge_names_bearer() {
    let answer = ask(MockDirectory::new(), MockBilling::new(), &[], GOOD_BODY).await;
    let challenge = answer.header("www-authenticate");
    assert_eq!(challenge, Some("Bearer realm=\"accounts\""));
}

#[tokio::test]
async fn present_nothing_bad_body() {
    // Nothing is parsed for a stranger.
    for body in ["", "{", "[]", r#"{"returnUrl":1}"#] {
        let answer = ask(MockDirectory::new(), MockBilling::new(), &[], body).await;
        answer.assert_error(401, EXACTLY_ONE);
    }
}
