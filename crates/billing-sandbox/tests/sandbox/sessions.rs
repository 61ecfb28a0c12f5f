//! Who gets in, how often, and for how long: links, cookies and limits, on a real database.

use crate::support::{BACK, World};
use axum::http::{Method, StatusCode};

#[tokio::test]
async fn first_visit_swaps_token_for_cookie() {
    let world = World::new().await;
    let link = world.session("Ann", BACK).await;
    let redirect = world.get(&link.entry, None).await;
    assert_eq!(redirect.status, StatusCode::SEE_OTHER);
    assert_eq!(redirect.header("location"), link.page);
    assert_eq!(redirect.header("cache-control"), "no-store");
    redirect.assert_secure();

    let set = redirect.header("set-cookie");
    let (pair, attributes) = set.split_once("; ").expect("attributes");
    let (name, value) = pair.split_once('=').expect("a pair");
    assert_eq!(name, link.id);
    assert_eq!(value.len(), 43);
    assert!(!link.url.contains(value));
    assert_eq!(
        attributes,
        format!("Path={}; HttpOnly; SameSite=Lax; Max-Age=3600", link.page)
    );
}

#[tokio::test]
async fn cookie_on_https() {
    let world = World::at("https://example.com/pay").await;
    let link = world.session("Ann", BACK).await;
    let redirect = world.get(&link.entry, None).await;
    assert_eq!(redirect.header("location"), format!("/pay{}", link.page));
    let set = redirect.header("set-cookie");
    assert!(set.starts_with(&format!("__Host-{}=", link.id)), "{set}");
    assert!(
        set.ends_with("; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=3600"),
        "{set}"
    );
    let page = world.get(&link.page, Some(&redirect.cookie())).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("href=\"/pay/manage/assets/portal.css\""));
}

/// On https each request carries the cookies of all sessions: the oldest go as new ones come.
#[tokio::test]
async fn cookies_do_not_pile_up() {
    let world = World::at("https://example.com").await;
    let mut jar: Vec<String> = vec!["other=1".to_owned()];
    for opened in 1..=20 {
        let link = world.session("Ann", BACK).await;
        let redirect = world.get(&link.entry, Some(&jar.join("; "))).await;
        assert_eq!(redirect.status, StatusCode::SEE_OTHER);
        for cookie in redirect.headers.get_all("set-cookie") {
            let cookie = cookie.to_str().expect("ASCII");
            let (pair, attributes) = cookie.split_once("; ").expect("attributes");
            assert!(
                attributes.starts_with("Path=/; Secure; HttpOnly"),
                "{cookie}"
            );
            let (name, value) = pair.split_once('=').expect("a pair");
            if value.is_empty() {
                assert!(attributes.ends_with("; Max-Age=0"), "{cookie}");
                // The first after the one that is not ours.
                let oldest = jar.remove(1);
                assert!(oldest.starts_with(&format!("{name}=")), "{cookie}");
            } else {
                jar.push(pair.to_owned());
            }
        }
        assert_eq!(jar.len(), 1 + opened.min(16), "{opened}");
        let page = world.get(&link.page, Some(&jar.join("; "))).await;
        assert_eq!(page.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn link_works_once() {
    let world = World::new().await;
    let link = world.session("Ann", BACK).await;
    let (cookie, _) = world.enter(&link).await;

    let other_browser = world.get(&link.entry, None).await;
    other_browser.assert_message(StatusCode::GONE, "This link has been used or has expired");
    assert!(
        other_browser
            .body
            .contains("Return to <bdi>chat.example.com</bdi>")
    );

    let same_browser = world.get(&link.entry, Some(&cookie)).await;
    assert_eq!(same_browser.status, StatusCode::SEE_OTHER);
    assert_eq!(same_browser.header("location"), link.page);
    let page = world.get(&link.page, Some(&cookie)).await;
    assert_eq!(page.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn link_works_once_for_many_at_once() {
    let world = std::sync::Arc::new(World::new().await);
    let link = world.session("Ann", BACK).await;
    let mut visits = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let (world, entry) = (world.clone(), link.entry.clone());
        visits.spawn(async move { world.get(&entry, None).await.status });
    }
    let statuses = visits.join_all().await;
    let entered = statuses
        .iter()
        .filter(|s| **s == StatusCode::SEE_OTHER)
        .count();
    let refused = statuses.iter().filter(|s| **s == StatusCode::GONE).count();
    assert_eq!((entered, refused), (1, 19));
}

#[tokio::test]
async fn head_does_not_use_the_link_up() {
    let world = World::new().await;
    let link = world.session("Ann", BACK).await;
    for _ in 0..2 {
        let head = world.send(Method::HEAD, &link.entry, None).await;
        assert_eq!(head.status, StatusCode::SEE_OTHER);
        assert!(!head.headers.contains_key("set-cookie"));
    }
    let (cookie, page) = world.enter(&link).await;
    assert_eq!(page.status, StatusCode::OK);
    let head = world.send(Method::HEAD, &link.page, Some(&cookie)).await;
    assert_eq!(head.status, StatusCode::OK);
    assert_eq!(head.body, "");
    let head = world.send(Method::HEAD, &link.entry, None).await;
    assert_eq!(head.status, StatusCode::GONE);
}

#[tokio::test]
async fn link_unused_for_too_long() {
    let world = World::new().await;
    let link = world.session("Ann", BACK).await;
    world.expire_sessions().await;
    let page = world.get(&link.entry, None).await;
    page.assert_message(StatusCode::GONE, "This link has been used or has expired");
    assert!(
        page.body
            .contains("href=\"https://chat.example.com/settings?a=1&amp;b=2\"")
    );
}

#[tokio::test]
async fn link_waits_ten_minutes() {
    let world = World::new().await;
    world.session("Ann", BACK).await;
    let row: (String, String) =
        sql::query_as("SELECT created_at, expires_at FROM sandbox_portal_sessions")
            .fetch_one(world.database.pool())
            .await
            .expect("a row");
    let [made, expires] = [&row.0, &row.1].map(|t| t.parse::<jiff::Timestamp>().expect("a time"));
    assert_eq!(
        expires.duration_since(made),
        jiff::SignedDuration::from_mins(10)
    );
}

#[tokio::test]
async fn wrong_tokens_and_sessions_look_the_same() {
    let world = World::new().await;
    let link = world.session("Ann", BACK).await;
    let other = world.session("Bob", "https://bob.example.com/").await;
    let (_, token) = link.entry.split_once("?token=").expect("a token");
    let (_, other_token) = other.entry.split_once("?token=").expect("a token");
    let flipped = if token.starts_with('A') { "B" } else { "A" };
    let attempts = [
        format!("{}?token={flipped}{}", link.page, &token[1..]),
        format!("{}?token={other_token}", link.page),
        format!("{}?token={}", link.page, token.to_lowercase()),
        format!("{}?token={token}A", link.page),
        format!("{}?token=", link.page),
        format!("{}?token=%00", link.page),
        format!("{}?token=' OR 1=1 --", link.page).replace(' ', "%20"),
        format!("{}?token={}", link.page, "x".repeat(10_000)),
        link.page.clone(),
        format!("/manage/portal_sess_{}?token={token}", "A".repeat(22)),
        format!("/manage/portal_sess_{}?token={token}", "A".repeat(21)),
        format!("/manage/portal_sess_?token={token}"),
        format!("/manage/x?token={token}"),
        format!("/manage/%ff?token={token}"),
        format!("/manage/%2e%2e?token={token}"),
    ];
    let mut bodies = std::collections::HashSet::new();
    for attempt in attempts {
        let page = world.get(&attempt, None).await;
        page.assert_message(StatusCode::NOT_FOUND, "This link does not open anything");
        bodies.insert(page.body);
    }
    assert_eq!(bodies.len(), 1);
    let body = bodies.into_iter().next().expect("one");
    assert!(!body.contains("chat.example.com"));
    // None of it spent the link.
    let (_, page) = world.enter(&link).await;
    assert_eq!(page.status, StatusCode::OK);
}

#[tokio::test]
async fn session_shows_its_own_account_only() {
    let world = World::new().await;
    let ann = world.session("Ann", "https://ann.example.com/").await;
    let bob = world.session("Bob", "https://bob.example.com/").await;
    let (ann_cookie, _) = world.enter(&ann).await;
    let (bob_cookie, _) = world.enter(&bob).await;
    let (_, ann_secret) = ann_cookie.split_once('=').expect("a pair");

    let renamed = format!("{}={ann_secret}", bob.id);
    for cookie in [None, Some(ann_cookie.as_str()), Some(renamed.as_str())] {
        let page = world.get(&bob.page, cookie).await;
        page.assert_message(StatusCode::NOT_FOUND, "This link does not open anything");
        assert!(!page.body.to_lowercase().contains("bob"), "{}", page.body);
    }
    let both = format!("{ann_cookie}; other=1; {bob_cookie}");
    let page = world.get(&ann.page, Some(&both)).await;
    assert!(page.body.contains("ann.example.com") && !page.body.contains("bob.example.com"));
    let page = world.get(&bob.page, Some(&both)).await;
    assert!(page.body.contains("bob.example.com") && !page.body.contains("ann.example.com"));
}

#[tokio::test]
async fn session_ends_when_idle() {
    let world = World::new().await;
    let link = world.session("Ann", BACK).await;
    let (cookie, _) = world.enter(&link).await;
    world.expire_sessions().await;
    let page = world.get(&link.page, Some(&cookie)).await;
    page.assert_message(StatusCode::GONE, "Your session has ended");
    assert!(page.body.contains("Return to <bdi>chat.example.com</bdi>"));
    // A visit does not bring it back.
    let page = world.get(&link.page, Some(&cookie)).await;
    assert_eq!(page.status, StatusCode::GONE);
}

#[tokio::test]
async fn session_ends_an_hour_after_it_was_made() {
    async fn expiry(world: &World) -> String {
        let query = sql::query_as::<(String,)>("SELECT expires_at FROM sandbox_portal_sessions");
        let found = query.fetch_one(world.database.pool()).await;
        found.expect("a time").0
    }
    let world = World::new().await;
    let link = world.session("Ann", BACK).await;
    let (cookie, _) = world.enter(&link).await;
    let before = expiry(&world).await;
    world.get(&link.page, Some(&cookie)).await;
    assert!(
        expiry(&world).await > before,
        "a visit has the session live on"
    );

    let made = jiff::Timestamp::now() - jiff::SignedDuration::from_mins(59);
    let ends = made + jiff::SignedDuration::from_mins(60);
    sql::query("UPDATE sandbox_portal_sessions SET created_at = $1")
        .bind(format!("{made:.6}"))
        .execute(world.database.pool())
        .await
        .expect("updated");
    let page = world.get(&link.page, Some(&cookie)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(expiry(&world).await, format!("{ends:.6}"));

    let made = jiff::Timestamp::now() - jiff::SignedDuration::from_mins(61);
    sql::query("UPDATE sandbox_portal_sessions SET created_at = $1, expires_at = '2999-01-01T00:00:00.000000Z'")
        .bind(format!("{made:.6}"))
        .execute(world.database.pool())
        .await
        .expect("updated");
    let page = world.get(&link.page, Some(&cookie)).await;
    page.assert_message(StatusCode::GONE, "Your session has ended");
}
