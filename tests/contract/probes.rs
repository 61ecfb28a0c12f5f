use accounts_tests::{Installation, Protocol};

#[tokio::test]
async fn probe_running_server() {
    let service = Installation::new().serve();
    for protocol in [Protocol::Http1, Protocol::Http2] {
        for path in ["/healthz", "/readyz"] {
            let get = service
                .client()
                .over(protocol)
                .ask("GET", path)
                .send()
                .await;
            assert_eq!(get.status, 200, "{path}");
            get.json();
            let head = service
                .client()
                .over(protocol)
                .ask("HEAD", path)
                .send()
                .await;
            assert_eq!(head.status, 200, "{path}");
            assert!(head.body.is_empty(), "{path}");
            // Credentials mean nothing here.
            let client = service.client().over(protocol).ask("GET", path);
            assert_eq!(client.header("x-api-key", "wrong").send().await.status, 200);
        }
    }
}

#[tokio::test]
async fn probe_other_methods() {
    let service = Installation::new().serve();
    for path in ["/healthz", "/readyz", "/openapi.json"] {
        for method in ["POST", "PUT", "DELETE", "PATCH", "ODD"] {
            let answer = service.client().ask(method, path).send().await;
            assert_eq!(answer.status, 405, "{method} {path}");
            assert_eq!(answer.header("allow"), Some("GET, HEAD, OPTIONS"));
            let error = answer.error();
            assert!(error.contains("GET"), "{error}");
        }
    }
}
