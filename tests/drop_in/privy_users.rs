use std::time::{Duration, Instant};

use accounts_tests::Metrics;
use accounts_tests::privy::{PrivyIssuer, user_id};
use serde_json::json;
use test_postgres::Role;

use crate::privy_app::{EMAIL, PrivyApp, assert_known, assert_refused, assert_silent, bearer};
use crate::world::{TheirKey, content};

/// Promised is a second; the rest is for a busy machine.
const BOUND: Duration = Duration::from_secs(3);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn users_open_portals() {
    for role in [Role::Policy, Role::BypassRls] {
        let app = PrivyApp::new();
        let installation = app.installation(role);
        let key = TheirKey::new(&app.theirs, installation.key_secret(), "NULL");
        let before = content(&app.theirs);
        let service = installation.serve();
        assert_known(&app.ask(&service, "ann").await);
        let ran = service
            .installation()
            .run(&["accounts", "subscribe", &app.account]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        for _ in 0..3 {
            app.ask(&service, "ann").await.portal();
        }
        assert_eq!(app.api.count(), 1, "the address is remembered");
        let by_key = service.client().good(&key.key).send_to_page().await;
        assert_known(&by_key);
        let preflight = service.client().ask("OPTIONS", accounts_tests::PORTAL);
        for answer in [by_key, preflight.send_to_page().await] {
            assert_eq!(
                answer.header("access-control-allow-headers"),
                Some("Content-Type, Authorization, X-Requested-With, x-api-key, privy-id-token")
            );
        }
        let (ran, _) = service.stop();
        assert_eq!(ran.code, 0);
        assert_silent(&ran);
        assert_eq!(content(&app.theirs), before, "nothing of theirs is written");
    }
}

/// One answer for all of them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn users_without_address_or_account() {
    let app = PrivyApp::new();
    app.theirs.sql(
        "INSERT INTO account_emails (account_id, email) VALUES (NULL, 'canary-null@example.com')",
    );
    app.api.user(
        &user_id("walletonly"),
        json!([{ "type": "wallet", "address": "0x1" }]),
    );
    app.api
        .user_with_email(&user_id("unknown"), "canary-unknown@example.com");
    app.api
        .user_with_email(&user_id("null"), "canary-null@example.com");
    // Addresses are compared as the published service does.
    app.api
        .user_with_email(&user_id("capital"), "Canary-ann@example.com");
    let installation = app.installation(Role::Policy);
    let service = installation
        .with("ACCOUNTS_ADMIN_LISTEN", "127.0.0.1:0")
        .serve();
    for name in ["walletonly", "unknown", "null", "capital", "stranger"] {
        assert_refused(&app.ask(&service, name).await);
    }
    let metrics = Metrics::of(service.admin()).await;
    let refused = |cause| {
        let labels = [("credential", "bearer"), ("cause", cause)];
        metrics.get("accounts_credentials_refused_total", &labels)
    };
    assert_eq!(["no_email", "no_account"].map(refused), [2.0, 3.0]);
    let linked = json!([{ "type": "email", "address": EMAIL }]);
    let identity_token = app.issuer.identity_token(&user_id("ann"), &linked);
    assert_refused(&bearer(&service, &identity_token, None).await);
    let forged = PrivyIssuer::new().access_token(&user_id("ann"));
    assert_refused(&bearer(&service, &forged, None).await);
    assert_known(&app.ask(&service, "ann").await);
    let (ran, _) = service.stop();
    assert_silent(&ran);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn identity_token_spares_the_question() {
    let app = PrivyApp::new();
    app.api
        .always(Some(accounts_tests::stripe::Reply::hang_up()));
    let linked = |email: &str| json!([{ "type": "email", "address": email }]);
    let service = app.serve();
    let ann = app.issuer.identity_token(&user_id("ann"), &linked(EMAIL));
    assert_known(&app.ask_with(&service, "ann", Some(&ann)).await);
    // Bob has no address in Privy, and borrows Ann's.
    assert_refused(&app.ask_with(&service, "bob", Some(&ann)).await);
    let forged = PrivyIssuer::new().identity_token(&user_id("bob"), &linked(EMAIL));
    assert_refused(&app.ask_with(&service, "bob", Some(&forged)).await);
    assert_refused(&app.ask_with(&service, "ann", Some("nonsense")).await);
    // By itself it authenticates nobody.
    let alone = service.client().portal().header("privy-id-token", &ann);
    let alone = alone.json(accounts_tests::GOOD_BODY).send_to_page().await;
    assert_eq!(alone.status, 401, "{alone:?}");
    // Empty, it counts as absent.
    app.api.always(None);
    assert_known(&app.ask_with(&service, "ann", Some(" ")).await);
    assert_eq!(app.api.count(), 1);
    let (ran, _) = service.stop();
    assert_silent(&ran);
}

/// As for keys: what was found at Privy is remembered for longer than what was found here.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn deleted_address_or_account_is_refused_within_a_second() {
    let app = PrivyApp::new();
    let service = app.serve();
    let deletions = [
        format!("DELETE FROM account_emails WHERE email = '{EMAIL}'"),
        format!("DELETE FROM accounts WHERE id = '{}'", app.account),
    ];
    for deletion in deletions {
        assert_known(&app.ask(&service, "ann").await);
        app.theirs.sql(&deletion);
        let start = Instant::now();
        while app.ask(&service, "ann").await.status != 401 {
            assert!(start.elapsed() < BOUND, "still accepted: {deletion}");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        println!("refused after {:.1?}", start.elapsed());
        app.theirs.sql(&format!(
            "INSERT INTO accounts (id) VALUES ('{0}') ON CONFLICT DO NOTHING;
             INSERT INTO account_emails (account_id, email) VALUES ('{0}', '{EMAIL}') ON CONFLICT DO NOTHING",
            app.account
        ));
    }
    assert_eq!(app.api.count(), 1);
}

/// What an operator linked comes first, and needs nobody's address.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn link_comes_first() {
    let app = PrivyApp::new();
    let service = app.serve();
    let other = app.theirs.account("Other");
    let subject = user_id("ann");
    let link = [
        "identities",
        "link",
        "--issuer",
        "privy.io",
        "--subject",
        &subject,
        "--account",
        &other,
    ];
    let ran = service.installation().run(&link);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let ran = service
        .installation()
        .run(&["accounts", "subscribe", &other]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    app.ask(&service, "ann").await.portal();
    assert_eq!(app.api.count(), 0);
}
