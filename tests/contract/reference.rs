use accounts_tests::{Answer, Installation, Protocol, Service};

/// The paths of what the page loads, as the page names them.
async fn assets(service: &Service) -> Vec<String> {
    let page = service.client().ask("GET", "/docs").send().await;
    let links = page
        .text()
        .split('"')
        .filter(|text| text.starts_with("docs/"));
    let paths: Vec<_> = links.map(|link| format!("/{link}")).collect();
    assert_eq!(paths.len(), 3, "{}", page.text());
    paths
}

fn policy(page: &Answer) -> &str {
    page.header("content-security-policy").expect("a policy")
}

#[tokio::test]
async fn open_page_policy_lets_nothing_else_in() {
    let service = Installation::new().serve();
    for protocol in [Protocol::Http1, Protocol::Http2] {
        let page = service
            .client()
            .over(protocol)
            .ask("GET", "/docs")
            .send()
            .await;
        assert_eq!(page.status, 200);
        assert_eq!(
            page.header("content-type"),
            Some("text/html; charset=utf-8")
        );
        assert_eq!(page.header("cache-control"), Some("no-store"));
        assert_eq!(page.header("x-frame-options"), Some("DENY"));
        let policy = policy(&page);
        for part in [
            "default-src 'none'",
            "script-src 'self';",
            "connect-src 'self'",
            "frame-ancestors 'none'",
        ] {
            assert!(policy.contains(part), "{policy}");
        }
        assert!(
            !policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'"),
            "{policy}"
        );
        assert!(
            !page.text().contains("://"),
            "all of it is here: {}",
            page.text()
        );
    }
}

#[tokio::test]
async fn open_page_again_another_nonce() {
    let service = Installation::new().serve();
    let first = service.client().ask("GET", "/docs").send().await;
    let second = service.client().ask("GET", "/docs").send().await;
    assert_ne!(policy(&first), policy(&second));
    for page in [first, second] {
        let nonce = policy(&page)
            .split("'nonce-")
            .nth(1)
            .and_then(|rest| rest.split('\'').next());
        let nonce = nonce.expect("a nonce");
        assert!(
            page.text().contains(&format!("content=\"{nonce}\"")),
            "{nonce}: {}",
            page.text()
        );
    }
}

#[tokio::test]
async fn get_assets_kept_for_good() {
    let service = Installation::new().serve();
    for path in assets(&service).await {
        for protocol in [Protocol::Http1, Protocol::Http2] {
            let ask = |method| service.client().over(protocol).ask(method, &path);
            let answer = ask("GET")
                .header("accept-encoding", "gzip, br")
                .send()
                .await;
            assert_eq!(answer.status, 200, "{path}");
            assert_eq!(answer.header("content-encoding"), Some("gzip"));
            assert_eq!(answer.header("vary"), Some("Accept-Encoding"));
            assert_eq!(
                answer.header("cache-control"),
                Some("public, max-age=31536000, immutable")
            );
            assert!(answer.body.starts_with(&[0x1f, 0x8b]), "{path}");

            let head = ask("HEAD").send().await;
            assert!(head.body.is_empty());
            let length = answer.body.len().to_string();
            assert_eq!(head.header("content-length"), Some(length.as_str()));

            let tag = answer.header("etag").expect("a tag");
            for condition in [tag, "*", &format!("\"other\", W/{tag}")] {
                let again = ask("GET").header("if-none-match", condition).send().await;
                assert_eq!((again.status, again.body.len()), (304, 0), "{condition}");
                assert_eq!(again.header("etag"), Some(tag));
            }
            let other = ask("GET").header("if-none-match", "\"other\"").send().await;
            assert_eq!(other.status, 200);

            let plain = ask("GET")
                .header("accept-encoding", "identity")
                .send()
                .await;
            assert_eq!(plain.status, 406);
            assert!(plain.error().contains("gzip"));
        }
    }
}

#[tokio::test]
async fn ask_for_reference_refused_as_elsewhere() {
    let service = Installation::new().serve();
    let mut paths = assets(&service).await;
    paths.push("/docs".to_owned());
    for path in &paths {
        let head = service.client().ask("HEAD", path).send().await;
        assert_eq!((head.status, head.body.len()), (200, 0), "{path}");
        for method in ["POST", "PUT", "DELETE"] {
            let answer = service.client().ask(method, path).send().await;
            assert_eq!(answer.status, 405, "{method} {path}");
            assert_eq!(answer.header("allow"), Some("GET, HEAD, OPTIONS"));
            assert!(answer.error().contains("GET"));
        }
    }
    for path in [
        "/docs/",
        "/docs/scalar.js",
        "/docs/../docs",
        "/docs/scalar-0000000000000000.js",
    ] {
        let answer = service.client().ask("GET", path).send().await;
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.error(), "Unknown path");
    }
}
