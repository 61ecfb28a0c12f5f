use std::time::{Duration, Instant};

use accounts_tests::Metrics;
use accounts_tests::privy::user_id;
use accounts_tests::stripe::Reply;
use serde_json::json;
use test_postgres::Role;

use crate::privy_app::{PrivyApp, assert_known, assert_silent, assert_unavailable};

/// Never 401: whoever is asked about may well have an account.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn odd_answers_are_no_refusals() {
    let app = PrivyApp::new();
    let bob = json!({ "id": user_id("bob"), "linked_accounts": [{ "type": "email", "address": "canary-bob@example.com" }] });
    let huge =
        json!({ "id": user_id("ann"), "linked_accounts": [], "filler": "canary".repeat(100_000) });
    let odd = [
        Reply::text(200, "text/html", "<html>canary</html>"),
        Reply::json(200, &json!({ "users": [] })),
        Reply::json(200, &bob),
        Reply::json(200, &huge),
        Reply::text(200, "application/json", " ").endless(),
        Reply::json(302, &json!({})).header("location", app.api.base()),
        Reply::json(401, &json!({})),
        Reply::json(500, &json!({})),
        Reply::hang_up(),
    ];
    let service = app.serve();
    for reply in odd {
        app.api.next([reply]);
        assert_eq!(assert_unavailable(&app.ask(&service, "ann").await), 1);
        // A good answer between them, so that the breaker stays closed.
        let name = format!("user{}", app.api.count());
        app.api.user(&user_id(&name), json!([]));
        assert_eq!(app.ask(&service, &name).await.status, 401);
    }
    assert_known(&app.ask(&service, "ann").await);
    let (ran, _) = service.stop();
    assert!(
        ran.stderr
            .contains("the user's e-mail address cannot be looked up")
    );
    assert_silent(&ran);
}

/// Nothing is waited for longer than half of the request's time.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn slow_answers_end_within_the_request() {
    let app = PrivyApp::new();
    let installation = app.installation(Role::Policy);
    let service = installation
        .with("ACCOUNTS_REQUEST_DEADLINE_MS", "6000")
        .serve();
    let slow = Reply::json(200, &json!({}));
    for reply in [
        slow.clone().after(Duration::from_secs(60)),
        slow.silent_after(1),
    ] {
        app.api.next([reply]);
        let start = Instant::now();
        assert_unavailable(&app.ask(&service, "ann").await);
        let time = start.elapsed();
        let bounds = Duration::from_millis(2900)..Duration::from_millis(5700);
        assert!(bounds.contains(&time), "{time:?}");
    }
    assert_known(&app.ask(&service, "ann").await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn too_many_requests_are_a_pause() {
    let app = PrivyApp::new();
    app.api
        .user_with_email(&user_id("bob"), "canary-bob@example.com");
    let service = app.serve();
    let limited = Reply::json(429, &json!({})).header("retry-after", "4");
    app.api.next([limited]);
    assert_eq!(assert_unavailable(&app.ask(&service, "ann").await), 4);
    let wait = assert_unavailable(&app.ask(&service, "bob").await);
    assert!((1..=4).contains(&wait), "{wait}");
    assert_eq!(app.api.count(), 1, "nobody is asked about");
    let ready = service.client().ask("GET", "/readyz").send_to_page().await;
    assert_eq!(ready.text(), "{\"status\":\"degraded\"}");
    tokio::time::sleep(Duration::from_secs(4)).await;
    assert_known(&app.ask(&service, "ann").await);
    let ready = service.client().ask("GET", "/readyz").send_to_page().await;
    assert_eq!(ready.text(), "{\"status\":\"ready\"}");
    let (ran, _) = service.stop();
    assert!(
        ran.stderr.contains("Privy has too many requests"),
        "{}",
        ran.stderr
    );
    assert_silent(&ran);
}

/// Keys, and users whose address is known, notice nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn privy_down_and_back() {
    let app = PrivyApp::new();
    app.api
        .user_with_email(&user_id("bob"), "canary-bob@example.com");
    app.address(&app.account, "canary-bob@example.com");
    let installation = app.installation(Role::Policy);
    let service = installation
        .with("ACCOUNTS_ADMIN_LISTEN", "127.0.0.1:0")
        .serve();
    assert_known(&app.ask(&service, "ann").await);
    app.api.always(Some(Reply::hang_up()));
    for _ in 0..8 {
        assert_unavailable(&app.ask(&service, "bob").await);
    }
    let asked = app.api.count();
    assert_eq!(asked, 1 + 5, "then no more");
    assert_known(&app.ask(&service, "ann").await);
    let ready = service.client().ask("GET", "/readyz").send_to_page().await;
    assert_eq!(
        (ready.status, ready.text()),
        (200, "{\"status\":\"degraded\"}")
    );
    let metrics = Metrics::of(service.admin()).await;
    let calls = |outcome| metrics.get("privy_calls_total", &[("outcome", outcome)]);
    assert_eq!(metrics.get("privy_breaker_open", &[]), 1.0);
    let outcomes = ["ok", "connection_error", "circuit_open", "unknown_user"];
    assert_eq!(outcomes.map(calls), [1.0, 5.0, 3.0, 0.0]);

    app.api.always(None);
    let start = Instant::now();
    while app.ask(&service, "bob").await.status != 400 {
        assert!(start.elapsed() < Duration::from_secs(20), "not again");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let (ran, _) = service.stop();
    assert!(
        ran.stderr.contains("Privy responds again"),
        "{}",
        ran.stderr
    );
    assert_silent(&ran);
}
