use accounts_tests::{GOOD_BODY, Installation, PORTAL, Protocol};

/// A request with several faults is refused for the first: route, method, credentials, body.
#[tokio::test]
async fn refuse_request_for_its_first_fault() {
    let service = Installation::new().serve();
    let key = service.key();
    let large = "x".repeat(100_000);
    let (json, text) = ("application/json", "text/plain");
    let cases: &[(&str, &str, &str, &str, &str, u16)] = &[
        ("POST", "/api/subscriptions", "", text, "{", 404),
        (
            "PUT",
            "/api/subscriptions/portals",
            "wrong",
            text,
            &large,
            404,
        ),
        ("PUT", PORTAL, "", text, "{", 405),
        ("PUT", PORTAL, "wrong", text, &large, 405),
        ("PUT", PORTAL, &key, json, GOOD_BODY, 405),
        ("POST", PORTAL, "", json, GOOD_BODY, 401),
        ("POST", PORTAL, "", json, "{", 401),
        ("POST", PORTAL, "", json, "", 401),
        ("POST", PORTAL, "", text, GOOD_BODY, 401),
        ("POST", PORTAL, "", "", GOOD_BODY, 401),
        ("POST", PORTAL, "", json, &large, 401),
        ("POST", PORTAL, "wrong", json, "{", 401),
        ("POST", PORTAL, "wrong", text, &large, 401),
        ("POST", PORTAL, &key, text, "{", 415),
        ("POST", PORTAL, &key, "", "{", 415),
        ("POST", PORTAL, &key, text, &large, 415),
        ("POST", PORTAL, &key, json, &large, 413),
        ("POST", PORTAL, &key, json, "{", 400),
        ("POST", PORTAL, &key, json, GOOD_BODY, 200),
    ];
    for protocol in [Protocol::Http1, Protocol::Http2] {
        for (method, path, key, content_type, body, status) in cases {
            let client = service.client().over(protocol).ask(method, path);
            let mut client = client.header("x-api-key", key);
            if !content_type.is_empty() {
                client = client.header("content-type", content_type);
            }
            let answer = client.body((*body).to_owned()).send().await;
            let body = body.get(..20).unwrap_or(body);
            let case = format!("{protocol:?} {method} {path} {content_type} {body}");
            assert_eq!(answer.status, *status, "{case}");
            if *status != 200 {
                answer.error();
            }
        }
    }
}

/// The provider is asked last: a body that is refused says nothing of the subscription.
#[tokio::test]
async fn refuse_body_before_subscription() {
    let service = Installation::new().serve();
    let account = ["accounts", "create", "--name", "Poor", "--no-subscription"];
    let key = service.key_of(&service.installation().line(&account));
    let client = service.client().portal().header("x-api-key", &key);
    let answer = client.json("{}").send().await;
    answer.assert_error(400, "returnUrl is required");
}
