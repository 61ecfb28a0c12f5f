use accounts_tests::{Installation, PORTAL, Protocol};

const METHODS: [&str; 9] = [
    "GET", "HEAD", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "post", "X-ODD!",
];

#[tokio::test]
async fn call_operation_other_methods() {
    let service = Installation::new().serve();
    for protocol in [Protocol::Http1, Protocol::Http2] {
        for method in METHODS {
            let answer = service
                .client()
                .over(protocol)
                .ask(method, PORTAL)
                .send()
                .await;
            assert_eq!(answer.status, 405, "{protocol:?} {method}");
            let allow = answer.header("allow").expect("Allow");
            assert!(
                allow.split(", ").any(|allowed| allowed == "POST"),
                "{allow}"
            );
            assert!(
                !allow.split(", ").any(|allowed| allowed == method),
                "{allow}"
            );
            if method == "HEAD" {
                assert!(answer.body.is_empty());
            } else {
                let error = answer.error();
                assert!(error.contains("POST"), "{error}");
            }
        }
    }
}

#[tokio::test]
async fn call_unknown_path() {
    let service = Installation::new().serve();
    for protocol in [Protocol::Http1, Protocol::Http2] {
        for path in [
            "/",
            "/api",
            "/api/subscriptions",
            "/api/subscriptions/portal/",
            "/api/subscriptions//portal",
            "/api/subscriptions/portal/x",
            "/API/subscriptions/portal",
            "/api/subscriptions/%70ortal/..",
            "/openapi.yaml",
            "/openapi.json/",
            "/healthz/x",
            "/favicon.ico",
            "/..%2f..%2fetc/passwd",
        ] {
            for method in ["GET", "POST"] {
                let client = service.client().over(protocol).ask(method, path);
                let answer = client.send().await;
                assert_eq!(answer.status, 404, "{protocol:?} {method} {path}");
                assert_eq!(answer.error(), "Unknown path");
            }
        }
    }
}

#[tokio::test]
async fn ask_for_preflight_any_path() {
    let service = Installation::new().serve();
    for protocol in [Protocol::Http1, Protocol::Http2] {
        for path in [PORTAL, "/healthz", "/openapi.json", "/unknown", "/"] {
            let client = service.client().over(protocol).ask("OPTIONS", path);
            let client = client
                .header("origin", "https://app.example.com")
                .header("access-control-request-method", "POST")
                .header("access-control-request-headers", "x-api-key,content-type");
            let answer = client.send().await;
            assert_eq!(answer.status, 200, "{protocol:?} {path}");
            assert!(answer.body.is_empty(), "{protocol:?} {path}");
            // Any page may call, so no cookie may ever count.
            assert_eq!(answer.header("access-control-allow-credentials"), None);
        }
    }
}

#[tokio::test]
async fn send_request_id_sane_or_not() {
    let service = Installation::new().serve();
    let long = "x".repeat(128);
    let too_long = "x".repeat(129);
    for protocol in [Protocol::Http1, Protocol::Http2] {
        for path in [PORTAL, "/healthz", "/unknown"] {
            for id in ["a", "req-1/2;x={}", &long] {
                let client = service.client().over(protocol).ask("GET", path);
                let answer = client.header("x-request-id", id).send().await;
                assert_eq!(
                    answer.header("x-request-id"),
                    Some(id),
                    "{protocol:?} {path}"
                );
            }
            for id in ["", "a b", "ü", &too_long] {
                let client = service.client().over(protocol).ask("GET", path);
                let answer = client.header("x-request-id", id).send().await;
                let made = answer.header("x-request-id").expect("an id");
                assert_eq!(made.len(), 36, "{protocol:?} {path} {id:?}: {made}");
            }
        }
    }
}

#[tokio::test]
async fn make_request_id_each_is_another() {
    let service = Installation::new().serve();
    let first = service.client().ask("GET", "/healthz").send().await;
    let second = service.client().ask("GET", "/healthz").send().await;
    assert_ne!(first.header("x-request-id"), second.header("x-request-id"));
}
