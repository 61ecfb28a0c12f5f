use axum::body::Body;
use axum::extract::Request;
use axum::http::Version;

use crate::http::tests::subject::{Subject, request, send};

#[tokio::test]
async fn open_portal() {
    let subject = Subject::start().await;
    let request = subject.portal_request("https://example.com/back?state=1");
    let answer = send(&subject.app, request).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert!(
        answer.body.starts_with("{\"id\":\"portal_sess_"),
        "{}",
        answer.body
    );
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("referrer-policy"), "no-referrer");
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert_eq!(answer.header("x-request-id").len(), 36);
}

#[tokio::test]
async fn open_page_without_cors() {
    let subject = Subject::start().await;
    for path in ["/manage/portal_sess_unknown", "/manage/nowhere/at/all"] {
        let answer = send(&subject.app, request("GET", path, &[])).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(
            answer.header("content-type").starts_with("text/html"),
            "{path}"
        );
        assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
        assert_eq!(answer.header("x-request-id").len(), 36, "{path}");
    }
    let answer = send(&subject.app, request("OPTIONS", "/manage/x", &[])).await;
    assert_eq!(answer.status, 405);
}

#[tokio::test]
async fn refuse_page_as_page() {
    let subject = Subject::start().await;
    let bare = Request::get("/manage/portal_sess_x").body(Body::empty());
    let answer = send(&subject.app, bare.expect("a request")).await;
    assert_eq!(answer.status, 400);
    assert!(answer.header("content-type").starts_with("text/html"));
    assert_ne!(answer.header("content-security-policy"), "");
    assert!(answer.body.contains("Host is required"), "{}", answer.body);
    assert_eq!(answer.header("access-control-allow-origin"), "");
}

#[tokio::test]
async fn preflight_names_what_refusal_names() {
    let subject = Subject::start().await;
    for path in ["/api/subscriptions/portal", "/healthz", "/openapi.json"] {
        let options = send(&subject.app, request("OPTIONS", path, &[])).await;
        let refused = send(&subject.app, request("PUT", path, &[])).await;
        assert_eq!(refused.status, 405, "{path}");
        assert_eq!(options.header("allow"), refused.header("allow"), "{path}");
    }
}

#[tokio::test]
async fn preflight_any_path() {
    let subject = Subject::start().await;
    for path in ["/api/subscriptions/portal", "/healthz", "/nowhere"] {
        let answer = send(&subject.app, request("OPTIONS", path, &[])).await;
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.body, "", "{path}");
        assert_eq!(
            answer.header("access-control-allow-methods"),
            "GET, POST, PUT, DELETE, OPTIONS, PATCH"
        );
        assert_eq!(
            answer.header("access-control-allow-headers"),
            "Content-Type, Authorization, X-Requested-With, x-api-key"
        );
        assert_eq!(
            answer.header("access-control-expose-headers"),
            "Retry-After, X-Request-Id, WWW-Authenticate"
        );
        assert_eq!(answer.header("access-control-max-age"), "600");
    }
}

#[tokio::test]
async fn refuse_in_json_with_cors() {
    let subject = Subject::start().await;
    for (method, path, status, allow) in [
        ("GET", "/", 404, ""),
        ("POST", "/nowhere", 404, ""),
        ("POST", "/healthz", 405, "GET, HEAD, OPTIONS"),
        ("DELETE", "/readyz", 405, "GET, HEAD, OPTIONS"),
        ("PUT", "/openapi.json", 405, "GET, HEAD, OPTIONS"),
        ("BREW", "/healthz", 405, "GET, HEAD, OPTIONS"),
        ("POST", "/api/subscriptions/portal", 401, ""),
    ] {
        let id = [("x-request-id", "req-1")];
        let answer = send(&subject.app, request(method, path, &id)).await;
        assert_eq!(answer.status, status, "{method} {path}");
        assert_eq!(answer.header("content-type"), "application/json", "{path}");
        assert!(answer.body.starts_with("{\"error\":\""), "{}", answer.body);
        assert_eq!(answer.header("allow"), allow, "{method} {path}");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        assert_eq!(answer.header("x-request-id"), "req-1");
    }
    let answer = send(
        &subject.app,
        request("GET", "/api/subscriptions/portal", &[]),
    )
    .await;
    assert_eq!(answer.status, 405);
    assert_eq!(answer.header("allow"), "POST, OPTIONS");
}

#[tokio::test]
async fn refuse_without_host() {
    let subject = Subject::start().await;
    let bare = |version| {
        let request = Request::get("/healthz").version(version);
        request.body(Body::empty()).expect("a request")
    };
    let answer = send(&subject.app, bare(Version::HTTP_11)).await;
    assert_eq!(answer.status, 400);
    assert_eq!(answer.body, "{\"error\":\"Host is required\"}");
    assert_eq!(answer.header("connection"), "close");
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    for version in [Version::HTTP_10, Version::HTTP_2] {
        assert_eq!(send(&subject.app, bare(version)).await.status, 200);
    }
}

#[tokio::test]
async fn get_document_unless_known() {
    let subject = Subject::start().await;
    let answer = send(&subject.app, request("GET", "/openapi.json", &[])).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("cache-control"), "no-cache");
    assert!(answer.body.contains("\"createSubscriptionPortal\""));
    let tag = answer.header("etag").to_owned();

    for (known, status) in [
        (tag.clone(), 304),
        (format!("\"other\", W/{tag}"), 304),
        ("*".to_owned(), 304),
        ("\"other\"".to_owned(), 200),
    ] {
        let known = [("if-none-match", known.as_str())];
        let answer = send(&subject.app, request("GET", "/openapi.json", &known)).await;
        assert_eq!(answer.status, status, "{known:?}");
        assert_eq!(answer.header("etag"), tag);
        assert_eq!(answer.body.is_empty(), status == 304);
    }
}

#[tokio::test]
async fn probe_with_and_without_database() {
    let subject = Subject::start().await;
    for path in ["/healthz", "/readyz"] {
        for method in ["GET", "HEAD"] {
            let answer = send(&subject.app, request(method, path, &[])).await;
            assert_eq!(answer.status, 200, "{method} {path}");
        }
    }

    subject.system.database.close().await;
    let answer = send(&subject.app, request("GET", "/readyz", &[])).await;
    assert_eq!(answer.status, 503);
    assert_eq!(answer.header("retry-after"), "1");
    assert_eq!(answer.body, "{\"error\":\"Not ready: directory, billing\"}");
    let answer = send(&subject.app, request("GET", "/healthz", &[])).await;
    assert_eq!(answer.status, 200);
    let portal = subject.portal_request("https://example.com/");
    let answer = send(&subject.app, portal).await;
    assert_eq!(answer.status, 503);
    assert_ne!(answer.header("retry-after"), "");
}
