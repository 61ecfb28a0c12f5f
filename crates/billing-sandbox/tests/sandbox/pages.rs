//! The pages, through the router, on a real database.

use crate::support::{BACK, Link, World, return_url};
use axum::http::{Method, StatusCode};

#[tokio::test]
async fn overview_shows_account_plan_and_way_back() {
    let world = World::new().await;
    let account = world.subscribed("Ann & Söhne").await;
    world
        .sql("UPDATE sandbox_subscriptions SET current_period_end = '2999-09-01T00:00:00.000000Z'")
        .await;
    let session = accounts::Billing::open_portal(
        &world.sandbox,
        account,
        &return_url(BACK),
        accounts::Deadline::never(),
    )
    .await;
    let (_, page) = world
        .enter(&Link::new(session.expect("an answer").expect("opened")))
        .await;

    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(page.header("cache-control"), "no-store");
    page.assert_secure();
    for text in [
        "<strong>Sandbox</strong>",
        "Ann &amp; Söhne",
        &account.to_string(),
        "Recoup Pro",
        "20.00 USD",
        "Active",
        "<time datetime=\"2999-09-01\">1 September 2999 (UTC)</time>",
        "href=\"https://chat.example.com/settings?a=1&amp;b=2\"",
        "Return to <bdi>chat.example.com</bdi>",
    ] {
        assert!(page.body.contains(text), "{text}\n{}", page.body);
    }
    assert!(!page.body.contains("<script"));
    assert!(!page.body.contains("style="));
}

#[tokio::test]
async fn hostile_names_are_escaped() {
    let world = World::new().await;
    for (name, escaped) in [
        (
            "<script>alert(1)</script>",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
        ),
        (
            "\"><img src=x onerror=y>",
            "&quot;&gt;&lt;img src=x onerror=y&gt;",
        ),
        ("</bdi></main>&amp;", "&lt;/bdi&gt;&lt;/main&gt;&amp;amp;"),
        ("\u{202e}evil", "\u{202e}evil"),
        ("مثال", "مثال"),
    ] {
        let link = world.session(name, BACK).await;
        let (_, page) = world.enter(&link).await;
        let shown = format!("<bdi class=\"name\">{escaped}</bdi>");
        assert!(page.body.contains(&shown), "{name}\n{}", page.body);
    }
}

#[tokio::test]
async fn hostile_return_urls_are_escaped() {
    let world = World::new().await;
    let link = world
        .session("Ann", "https://example.com/?a='&b=%22%3E%3Cscript%3E")
        .await;
    let (_, page) = world.enter(&link).await;
    assert!(
        page.body
            .contains("href=\"https://example.com/?a='&amp;b=%22%3E%3Cscript%3E\""),
        "{}",
        page.body
    );
    // A row that the sandbox did not write.
    world
        .sql("UPDATE sandbox_portal_sessions SET return_url = 'javascript:alert(1)'")
        .await;
    let page = world
        .get(&link.page, Some(&page_cookie(&world, &link).await))
        .await;
    assert!(!page.body.contains("javascript:"), "{}", page.body);
}

/// The cookie of a session that is entered anew.
async fn page_cookie(world: &World, link: &Link) -> String {
    world
        .sql("UPDATE sandbox_portal_sessions SET cookie_hash = NULL")
        .await;
    world.get(&link.entry, None).await.cookie()
}

#[tokio::test]
async fn unknown_pages_are_pages() {
    let world = World::new().await;
    for path in [
        "/manage",
        "/manage/",
        "/manage/a/b",
        "/manage/assets/x.css",
        "/manage/assets/../x",
    ] {
        let page = world.get(path, None).await;
        page.assert_message(StatusCode::NOT_FOUND, "There is no such page");
    }
}

#[tokio::test]
async fn other_methods_are_refused_with_a_page() {
    let world = World::new().await;
    let link = world.session("Ann", BACK).await;
    for method in [Method::POST, Method::PUT, Method::DELETE] {
        for path in [link.page.as_str(), &link.entry, "/manage/assets/portal.css"] {
            let page = world.send(method.clone(), path, None).await;
            page.assert_message(
                StatusCode::METHOD_NOT_ALLOWED,
                "This page does not support that",
            );
            assert_eq!(page.header("allow"), "GET,HEAD");
        }
    }
    let (_, page) = world.enter(&link).await;
    assert_eq!(page.status, StatusCode::OK);
}

#[tokio::test]
async fn assets_are_served() {
    let world = World::new().await;
    for (path, content_type, start) in [
        (
            "/manage/assets/portal.css",
            "text/css; charset=utf-8",
            ":root",
        ),
        ("/manage/assets/icon.svg", "image/svg+xml", "<svg"),
    ] {
        let asset = world.get(path, None).await;
        assert_eq!(asset.status, StatusCode::OK);
        assert_eq!(asset.header("content-type"), content_type);
        assert_eq!(asset.header("cache-control"), "public, max-age=300");
        assert!(asset.body.starts_with(start));
        asset.assert_secure();
    }
}

#[tokio::test]
async fn database_gone_is_a_page() {
    let world = World::new().await;
    let link = world.session("Ann", BACK).await;
    let (cookie, _) = world.enter(&link).await;
    world.database.close().await;
    for (path, cookie) in [(&link.page, Some(cookie.as_str())), (&link.entry, None)] {
        let page = world.get(path, cookie).await;
        page.assert_message(
            StatusCode::SERVICE_UNAVAILABLE,
            "The page is not available at the moment",
        );
        assert_eq!(page.header("retry-after"), "5");
    }
}
