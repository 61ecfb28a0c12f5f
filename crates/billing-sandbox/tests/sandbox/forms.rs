//! Who may change anything: only forms of the session's own pages, sent by POST, with the session's cookie.

use accounts::AccountId;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use billing_sandbox::Scenario;

use crate::support::{Tab, World};

const FORMS: [(&str, &str); 3] = [
    ("/cancel", "reason=unused"),
    ("/payment-method", "card=mastercard"),
    ("/keep", ""),
];

/// Everything of an account that forms can change.
async fn state(world: &World, account: AccountId) -> (String, i64, String) {
    sql::query_as(
        "SELECT status, cancel_at_period_end, card FROM sandbox_subscriptions WHERE account = $1",
    )
    .bind(account.to_string())
    .fetch_one(world.database.pool())
    .await
    .expect("a row")
}

/// Tries every form on an account with each of the bodies, and fails when anything changes.
async fn assert_refused(world: &World, tab: &Tab<'_>, token: &str) {
    for (form, fields) in FORMS {
        let page = tab.send(form, &format!("form={token}&{fields}")).await;
        page.assert_message(StatusCode::FORBIDDEN, "This form has expired");
        let way_out = format!("href=\"{}\"", tab.link.page);
        assert!(page.body.contains(&way_out), "{}", page.body);
    }
    assert_eq!(world.invoices(AccountId::random()).await, []);
}

#[tokio::test]
async fn token_of_the_session_is_required() {
    let world = World::new().await;
    let account = world.seeded(Scenario::Active).await;
    let (tab, other) = (world.tab(account).await, world.tab(account).await);
    let stranger = world.tab(world.seeded(Scenario::Active).await).await;
    let before = state(&world, account).await;
    let cookie = tab.cookie.split_once('=').expect("a pair").1;
    let token = tab.token.as_str();
    assert_eq!(token.len(), 43, "{token}");
    for wrong in [
        "",
        "x",
        cookie,
        &token[1..],
        &format!("{token}A"),
        &token.to_lowercase(),
        &other.token,
        &stranger.token,
    ] {
        assert_refused(&world, &tab, wrong).await;
    }
    assert_eq!(state(&world, account).await, before);
}

#[tokio::test]
async fn bodies_that_are_no_forms() {
    let world = World::new().await;
    let account = world.seeded(Scenario::Active).await;
    let tab = world.tab(account).await;
    let before = state(&world, account).await;
    let good = format!("form={}&reason=unused", tab.token);
    let large = format!("{good}&x={}", "x".repeat(8192));
    for (content_type, body) in [
        (Some("text/plain"), good.clone()),
        (Some("application/json"), good.clone()),
        (Some("multipart/form-data; boundary=x"), good.clone()),
        (None, good.clone()),
        (Some("application/x-www-form-urlencoded"), String::new()),
        (
            Some("application/x-www-form-urlencoded"),
            "%ff%00".repeat(9),
        ),
        (Some("application/x-www-form-urlencoded"), large),
    ] {
        let mut request = Request::post(format!("{}/cancel", tab.link.page));
        if let Some(content_type) = content_type {
            request = request.header("content-type", content_type);
        }
        let page = world
            .ask(request, Some(&tab.cookie), Body::from(body))
            .await;
        page.assert_message(StatusCode::FORBIDDEN, "This form has expired");
    }
    assert_eq!(state(&world, account).await, before);
}

#[tokio::test]
async fn without_the_cookie_nothing_is_said() {
    let world = World::new().await;
    let account = world.seeded(Scenario::Active).await;
    let tab = world.tab(account).await;
    let before = state(&world, account).await;
    for (form, fields) in FORMS {
        let path = format!("{}{form}", tab.link.page);
        let body = format!("form={}&{fields}", tab.token);
        let page = world.post(&path, None, &body).await;
        page.assert_message(StatusCode::NOT_FOUND, "This link does not open anything");
    }
    assert_eq!(state(&world, account).await, before);
}

#[tokio::test]
async fn session_that_has_ended_changes_nothing() {
    let world = World::new().await;
    let account = world.seeded(Scenario::Active).await;
    let tab = world.tab(account).await;
    let before = state(&world, account).await;
    world.expire_sessions().await;
    for (form, fields) in FORMS {
        let page = tab
            .send(form, &format!("form={}&{fields}", tab.token))
            .await;
        page.assert_message(StatusCode::GONE, "Your session has ended");
        assert!(page.body.contains("Return to <bdi>chat.example.com</bdi>"));
    }
    assert_eq!(state(&world, account).await, before);
}

#[tokio::test]
async fn looking_changes_nothing() {
    let world = World::new().await;
    let account = world.seeded(Scenario::Active).await;
    let tab = world.tab(account).await;
    let before = state(&world, account).await;
    for page in [
        "",
        "/payment-method",
        "/payment-method?card=mastercard",
        "/cancel",
        "/cancel/confirm?reason=unused",
        "/cancel?reason=unused",
        "/invoices",
        "/invoices/1",
    ] {
        tab.show(page).await;
        for method in [Method::HEAD, Method::PUT, Method::DELETE, Method::PATCH] {
            let path = format!("{}{page}", tab.link.page);
            let answer = world.send(method.clone(), &path, Some(&tab.cookie)).await;
            let expected = match method {
                Method::HEAD => StatusCode::OK,
                _ => StatusCode::METHOD_NOT_ALLOWED,
            };
            assert_eq!(answer.status, expected, "{method} {page}");
            answer.assert_secure();
        }
    }
    let page = tab.get("/keep").await;
    page.assert_message(
        StatusCode::METHOD_NOT_ALLOWED,
        "This page does not support that",
    );
    assert_eq!(state(&world, account).await, before);
}

#[tokio::test]
async fn forms_lead_back_by_post_and_carry_the_token() {
    let world = World::new().await;
    for scenario in [
        Scenario::Active,
        Scenario::CancelsAtPeriodEnd,
        Scenario::PastDue,
    ] {
        let tab = world.tab(world.seeded(scenario).await).await;
        for page in ["", "/payment-method", "/cancel/confirm?reason=unused"] {
            let answer = tab.get(page).await;
            for form in answer.body.split("<form ").skip(1) {
                let form = form.split("</form>").next().expect("a form");
                assert!(form.contains("method=\"post\""), "{form}");
                assert!(form.contains(&tab.token), "{form}");
                assert!(
                    form.contains(&format!("action=\"{}/", tab.link.page)),
                    "{form}"
                );
            }
        }
    }
}
