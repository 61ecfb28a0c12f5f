use accounts_tests::upstream::StandIn;
use accounts_tests::{GOOD_BODY, Installation, PORTAL};

#[tokio::test]
async fn our_paths_are_answered_here() {
    let theirs = StandIn::start();
    let service = Installation::new()
        .with("ACCOUNTS_UPSTREAM", &theirs.origin())
        .serve();
    let key = service.key();
    service.client().good(&key).send().await.portal();
    for method in ["GET", "PUT", "DELETE", "PATCH", "BREW"] {
        let answer = service.client().ask(method, PORTAL).send().await;
        assert_eq!(answer.status, 405, "{method}");
    }
    let preflight = service.client().ask("OPTIONS", PORTAL).send().await;
    assert_eq!(preflight.status, 200);
    for (path, status) in [
        ("/healthz", 200),
        ("/readyz", 200),
        ("/openapi.json", 200),
        ("/docs", 200),
        ("/manage/portal_sess_x", 404),
    ] {
        let answer = service.client().ask("GET", path).send_to_page().await;
        assert_eq!(answer.status, status, "{path}");
    }
    assert!(theirs.seen().is_empty(), "{:?}", theirs.seen());
}

/// None of them opens a session, here or there.
#[tokio::test]
async fn odd_spellings_are_nobodys() {
    let theirs = StandIn::start();
    let service = Installation::new()
        .with("ACCOUNTS_UPSTREAM", &theirs.origin())
        .serve();
    let key = service.key();
    for path in [
        "/api/subscriptions/portal/",
        "//api/subscriptions/portal",
        "/API/subscriptions/portal",
        "/api/subscriptions/%70ortal",
        "/api/subscriptions/%2570ortal",
        "/api%2fsubscriptions%2fportal",
        "/x/../api/subscriptions/portal",
        "/api/subscriptions/x/..%2Fportal",
        "/./api/subscriptions/portal",
        "/HEALTHZ",
        "/docs/",
    ] {
        let request = service.client().ask("POST", path);
        let answer = request
            .header("x-api-key", &key)
            .json(GOOD_BODY)
            .send()
            .await;
        assert_eq!(answer.status, 404, "{path}");
    }
    assert!(theirs.seen().is_empty(), "{:?}", theirs.seen());
    // A request about the server itself has no path.
    let mut connection = service.connect();
    connection.write(b"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_eq!(connection.answer().expect("an answer").status, 200);
    assert!(theirs.seen().is_empty());
}

/// What a proxy in front could read in another way is refused before anybody there sees it.
#[tokio::test]
async fn framing_is_checked_first() {
    let theirs = StandIn::start();
    let service = Installation::new()
        .with("ACCOUNTS_UPSTREAM", &theirs.origin())
        .serve();
    for head in [
        "GET /api/chats HTTP/1.1\r\n",
        "GET /api/chats HTTP/1.1\r\nHost: a\r\nHost: b\r\n",
        "GET /api/chats HTTP/1.1\r\nHost: u@a\r\n",
        "POST /api/chats HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n",
    ] {
        let mut connection = service.connect();
        connection.write(format!("{head}\r\n").as_bytes());
        let answer = connection.answer().expect("an answer");
        assert_eq!(answer.status, 400, "{head}");
    }
    assert!(theirs.seen().is_empty(), "{:?}", theirs.seen());
    let without = Installation::new().serve();
    let answer = without.client().ask("GET", "/api/chats").send().await;
    assert_eq!(answer.status, 404, "off by default");
}
