use accounts_tests::{Answer, Installation, Protocol, Service};

/// The path of a URL of ours, with its query.
fn path_of(service: &Service, url: &str) -> String {
    let origin = format!("http://{}", service.address());
    url.strip_prefix(&origin).expect("our own URL").to_owned()
}

/// What every page carries.
#[track_caller]
fn assert_page(answer: &Answer) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cache-control", "no-store"),
        ("x-frame-options", "DENY"),
    ] {
        assert_eq!(answer.header(name), Some(value), "{name}");
    }
    let policy = answer.header("content-security-policy").expect("a policy");
    assert!(policy.contains("default-src 'none'"), "{policy}");
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    assert!(answer.header("x-request-id").is_some());
    let cors = answer
        .headers
        .keys()
        .find(|name| name.as_str().starts_with("access-control-"));
    assert_eq!(cors, None, "no other page may read pages");
}

#[tokio::test]
async fn visit_portal_from_link_to_page() {
    let service = Installation::new().serve();
    let account = service.account("Acme <b>& Söhne");
    let key = service.key_of(&account);
    let return_url = "https://shop.example.com/back?a=1&b=%22x%22";
    let client = service.client().portal().header("x-api-key", &key);
    let session = client
        .json(format!(r#"{{"returnUrl":"{return_url}"}}"#))
        .send()
        .await;
    let (id, url) = session.portal();
    let link = path_of(&service, &url);

    for protocol in [Protocol::Http1, Protocol::Http2] {
        // HEAD uses nothing up: mail scanners do that to links.
        let head = service.client().over(protocol).ask("HEAD", &link);
        assert_eq!(head.send_to_page().await.status, 303);
    }

    let entered = service.client().ask("GET", &link).send_to_page().await;
    assert_eq!(entered.status, 303);
    assert_page(&entered);
    let page = entered.header("location").expect("a place to go");
    assert_eq!(
        page,
        format!("/manage/{id}"),
        "the token is out of the address"
    );
    let cookie = entered.header("set-cookie").expect("a cookie");
    for attribute in ["HttpOnly", "SameSite=Lax", "Max-Age=", "Path=/manage/"] {
        assert!(cookie.contains(attribute), "{attribute}: {cookie}");
    }
    let cookie = cookie.split(';').next().expect("a pair").to_owned();

    for protocol in [Protocol::Http1, Protocol::Http2] {
        let client = service.client().over(protocol).ask("GET", page);
        let shown = client.header("cookie", &cookie).send_to_page().await;
        assert_eq!(shown.status, 200);
        assert_page(&shown);
        assert_eq!(
            shown.header("content-type"),
            Some("text/html; charset=utf-8")
        );
        let html = shown.text();
        for text in [
            account.as_str(),
            "Acme &lt;b&gt;&amp; Söhne",
            "Recoup Pro",
            "Active",
            "href=\"https://shop.example.com/back?a=1&amp;b=%22x%22\"",
            "Return to <bdi>shop.example.com</bdi>",
        ] {
            assert!(html.contains(text), "{text}: {html}");
        }
        assert!(!html.contains("<b>&"), "escaped");
    }

    let again = service.client().ask("GET", &link).send_to_page().await;
    assert_eq!(again.status, 410, "a link works once");
    assert_page(&again);
    assert!(
        again
            .text()
            .contains("href=\"https://shop.example.com/back"),
        "the way back"
    );
    assert_eq!(again.header("set-cookie"), None);
}

#[tokio::test]
async fn visit_portal_without_what_opens_it() {
    let service = Installation::new().serve();
    let key = service.key();
    let (id, url) = service.client().good(&key).send().await.portal();
    let (_, other_url) = service.client().good(&key).send().await.portal();
    let link = path_of(&service, &url);
    let (_, other_token) = other_url.split_once('?').expect("a query");
    let unknown = "/manage/portal_sess_AAAAAAAAAAAAAAAAAAAAAA";
    for path in [
        format!("/manage/{id}"),
        format!("/manage/{id}?token="),
        format!("/manage/{id}?token=AAAA"),
        format!("/manage/{id}?{other_token}"),
        format!("{unknown}?{other_token}"),
        unknown.to_owned(),
        "/manage/portal_sess_x".to_owned(),
        "/manage/%ff".to_owned(),
        "/manage/".to_owned(),
        "/manage".to_owned(),
        "/manage/a/b".to_owned(),
    ] {
        let answer = service.client().ask("GET", &path).send_to_page().await;
        assert_eq!(answer.status, 404, "{path}");
        assert_page(&answer);
        assert!(
            !answer.text().contains("example.com"),
            "{path}: tells nothing"
        );
        assert_eq!(answer.header("set-cookie"), None, "{path}");
    }
    // None of it used the link up.
    let entered = service.client().ask("GET", &link).send_to_page().await;
    assert_eq!(entered.status, 303);
}

#[tokio::test]
async fn visit_portal_other_methods() {
    let service = Installation::new().serve();
    let (_, url) = service.client().good(&service.key()).send().await.portal();
    let link = path_of(&service, &url);
    for method in ["POST", "PUT", "DELETE", "ODD"] {
        let answer = service.client().ask(method, &link).send_to_page().await;
        assert_eq!(answer.status, 405, "{method}");
        assert_page(&answer);
        assert!(answer.header("allow").expect("Allow").contains("GET"));
    }
}

#[tokio::test]
async fn visit_portal_behind_https() {
    let public = "https://accounts.example.com";
    let service = Installation::new()
        .with("ACCOUNTS_PUBLIC_URL", public)
        .with("ACCOUNTS_BILLING", "public-sandbox")
        .serve();
    let (id, url) = service.client().good(&service.key()).send().await.portal();
    let link = url.strip_prefix(public).expect("the public URL");
    let entered = service.client().ask("GET", link).send_to_page().await;
    let cookie = entered.header("set-cookie").expect("a cookie");
    assert!(cookie.starts_with(&format!("__Host-{id}=")), "{cookie}");
    assert!(cookie.contains("; Secure"), "{cookie}");
}
