use accounts_tests::upstream::StandIn;
use accounts_tests::{Installation, Metrics};

const DOCUMENT: &str =
    r#"{"openapi":"3.1.0","paths":{"/api/chats/{id}":{},"/api/chats/recent":{}}}"#;

#[tokio::test]
async fn counted_by_the_paths_of_the_document() {
    let theirs = StandIn::start();
    let installation = Installation::new()
        .with("ACCOUNTS_UPSTREAM", &theirs.origin())
        .with("ACCOUNTS_ADMIN_LISTEN", "127.0.0.1:0")
        .with("ACCOUNTS_UPSTREAM_DOCUMENT", "rest.json");
    std::fs::write(installation.folder().join("rest.json"), DOCUMENT).expect("written");
    let service = installation.serve();
    for (method, path) in [
        ("GET", "/api/chats/canary-1"),
        ("GET", "/api/chats/canary-2?canary"),
        ("GET", "/api/chats/recent"),
        ("POST", "/api/canary"),
        ("CANARY", "/api/canary/2"),
    ] {
        service.client().ask(method, path).send_to_page().await;
    }
    let metrics = Metrics::of(service.admin()).await;
    let count = |path: &str, method: &str| {
        let labels = [("path", path), ("method", method), ("status", "4xx")];
        metrics.get("upstream_requests_total", &labels)
    };
    assert_eq!(count("/api/chats/{id}", "GET"), 2.0);
    assert_eq!(count("/api/chats/recent", "GET"), 1.0);
    assert_eq!(count("other", "POST"), 1.0);
    assert_eq!(count("other", "other"), 1.0);
    assert_eq!(metrics.series_of("upstream_requests_total").len(), 4);
    let of_ours = metrics.series_of("http_server_requests_total");
    assert!(
        of_ours.iter().all(|(_, count)| *count == 0.0),
        "{of_ours:?}"
    );
    assert!(!metrics.text().to_lowercase().contains("canary"));
    let (ran, _) = service.stop();
    assert!(
        !ran.stderr.to_lowercase().contains("canary"),
        "{}",
        ran.stderr
    );
    let line = ran
        .stderr
        .lines()
        .find(|line| line.contains("/api/chats/{id}"));
    let line: serde_json::Value = serde_json::from_str(line.expect("a line")).expect("JSON");
    assert_eq!(line["message"], "answered for the upstream");
    assert_eq!(line["upstream"], "/api/chats/{id}");
    assert_eq!(
        (&line["status"], &line["span"]["method"]),
        (&418.into(), &"GET".into())
    );
    assert!(
        line["span"]["request_id"]
            .as_str()
            .is_some_and(|id| id.len() == 36),
        "{line}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn doctor_asks_it() {
    let theirs = StandIn::start();
    let origin = theirs.origin();
    let installation = Installation::new().with("ACCOUNTS_UPSTREAM", &origin);
    let ran = installation.run(&["doctor"]);
    assert_eq!(ran.code, 0, "{ran:#?}");
    let says = format!("{origin} (ACCOUNTS_UPSTREAM): answers; status 418 for /\n");
    assert!(ran.stdout.contains(&says), "{ran:#?}");
    drop(theirs);
    let ran = installation.run(&["doctor"]);
    assert_eq!(ran.code, 1, "{ran:#?}");
    assert_eq!(ran.stderr, "error: needs fixing: upstream\n");
}
