use accounts_tests::{GOOD_BODY, Installation, Metrics};

const OPERATION: (&str, &str) = ("operation", "createSubscriptionPortal");

fn installation() -> Installation {
    Installation::new().with("ACCOUNTS_ADMIN_LISTEN", "127.0.0.1:0")
}

#[tokio::test]
async fn requests_are_counted() {
    let service = installation().serve();
    let key = service.key();
    for _ in 0..3 {
        service.client().good(&key).send().await.portal();
    }
    let wrong = service.client().good("recoup_sk_wrong").send().await;
    assert_eq!(wrong.status, 401);
    let nobody = service.client().portal().json(GOOD_BODY).send().await;
    assert_eq!(nobody.status, 401);
    let token = service
        .client()
        .portal()
        .header("authorization", "Bearer a.b.c");
    assert_eq!(token.json(GOOD_BODY).send().await.status, 401);
    let unknown = service.client().ask("GET", "/one").send().await;
    assert_eq!(unknown.status, 404);

    let metrics = Metrics::of(service.admin()).await;
    let total = |operation, status| {
        metrics.get(
            "http_server_requests_total",
            &[operation, ("status", status)],
        )
    };
    assert_eq!(total(OPERATION, "200"), 3.0);
    assert_eq!(total(OPERATION, "401"), 3.0);
    assert_eq!(total(("operation", "none"), "404"), 1.0);
    let count = "http_server_request_duration_seconds_count";
    assert_eq!(metrics.get(count, &[OPERATION]), 6.0);
    let bucket = "http_server_request_duration_seconds_bucket";
    assert_eq!(metrics.get(bucket, &[OPERATION, ("le", "+Inf")]), 6.0);
    let sum = metrics.get("http_server_request_duration_seconds_sum", &[OPERATION]);
    assert!(sum > 0.0 && sum < 60.0, "{sum} s");
    assert_eq!(metrics.get("http_server_active_requests", &[]), 0.0);

    let credentials = |kind, outcome| {
        let labels = [("credential", kind), ("outcome", outcome)];
        metrics.get("accounts_authentications_total", &labels)
    };
    assert_eq!(credentials("api_key", "ok"), 3.0);
    assert_eq!(credentials("api_key", "refused"), 1.0);
    assert_eq!(credentials("bearer", "refused"), 1.0);
    assert_eq!(credentials("malformed", "refused"), 1.0);
    assert_eq!(credentials("api_key", "unavailable"), 0.0);
    let cache = |outcome| {
        let labels = [("cache", "credentials"), ("outcome", outcome)];
        metrics.get("accounts_cache_lookups_total", &labels)
    };
    // The wrong key is a miss as well; how many of the good ones are depends on how fast we were.
    assert_eq!(cache("hit") + cache("miss"), 4.0);
    assert!(cache("miss") >= 2.0);
    let opened = metrics.get("billing_portal_sessions_total", &[("outcome", "opened")]);
    assert_eq!(opened, 3.0);
}

/// Each refusal has a cause, for operators alone.
#[tokio::test]
async fn refusals_are_counted_by_cause() {
    let service = installation().serve();
    let account = service.account("Acme");
    let [expired, disabled] = [(); 2].map(|()| service.key_of(&account));
    let installation = service.installation();
    let run = |arguments: &[&str]| {
        let ran = installation.run(arguments);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        ran.stdout
    };
    let listed = run(&["keys", "list", "--account", &account]);
    let line = listed.lines().find(|line| line.contains(&expired[49..]));
    let id = line.and_then(|line| line.split(' ').next()).expect("an id");
    run(&["keys", "expire", id]);
    run(&["accounts", "disable", &account]);

    let long = "x".repeat(257);
    let causes = [
        ("api_key", "expired", &[("x-api-key", expired.as_str())][..]),
        ("api_key", "account_disabled", &[("x-api-key", &disabled)]),
        ("api_key", "unknown", &[("x-api-key", "recoup_sk_wrong")]),
        ("api_key", "malformed", &[("x-api-key", &long)]),
        (
            "bearer",
            "not_accepted",
            &[("authorization", "Bearer a.b.c")],
        ),
        ("malformed", "missing", &[]),
        (
            "malformed",
            "several",
            &[("x-api-key", "a"), ("authorization", "Bearer b")],
        ),
        (
            "malformed",
            "several",
            &[("x-api-key", "a"), ("x-api-key", "a")],
        ),
        ("malformed", "malformed", &[("authorization", "Basic dTpw")]),
    ];
    let mut expected = std::collections::BTreeMap::new();
    for (kind, cause, headers) in causes {
        let client = headers
            .iter()
            .fold(service.client().portal(), |client, (name, value)| {
                client.header(name, value)
            });
        let answer = client.json(GOOD_BODY).send().await;
        assert_eq!(answer.status, 401, "{cause}");
        let cause = (kind.to_owned(), cause.to_owned());
        *expected.entry(cause).or_insert(0.0) += 1.0;
    }
    let metrics = Metrics::of(service.admin()).await;
    let mut total = 0.0;
    for (labels, number) in metrics.series_of("accounts_credentials_refused_total") {
        let cause = (labels["credential"].clone(), labels["cause"].clone());
        let wanted = expected.remove(&cause).unwrap_or_default();
        assert_eq!(number, wanted, "{labels:?}");
        total += number;
    }
    assert_eq!(expected.len(), 0, "{expected:?}");
    let refused = metrics.series_of("accounts_authentications_total");
    let refused = refused
        .iter()
        .filter(|(labels, _)| labels["outcome"] == "refused");
    assert_eq!(refused.map(|(_, number)| number).sum::<f64>(), total);
    for limit in ["account_rate", "failed_credentials"] {
        let limited = metrics.get("accounts_rate_limited_total", &[("limit", limit)]);
        assert_eq!(limited, 0.0, "{limit}");
    }
}

#[tokio::test]
async fn process_and_pool_are_shown() {
    let installation = installation().with("ACCOUNTS_DATABASE_MAX_CONNECTIONS", "5");
    // `accounts-server VERSION (REVISION)`
    let program = installation.line(&["--version"]);
    let build: Vec<_> = program.split([' ', '(', ')']).collect();
    let service = installation.serve();
    let key = service.key();
    service.client().good(&key).send().await.portal();
    let metrics = Metrics::of(service.admin()).await;
    let build = [("version", build[1]), ("revision", build[3])];
    assert_eq!(metrics.get("accounts_build_info", &build), 1.0);
    let memory = metrics.get("process_resident_memory_bytes", &[]);
    assert!(memory > 1e6, "{memory} bytes");
    assert!(metrics.get("process_start_time_seconds", &[]) > 1.7e9);
    assert!(metrics.get("process_open_fds", &[]) > 3.0);
    assert_eq!(metrics.get("db_client_connections_max", &[]), 5.0);
    let connections = |state| metrics.get("db_client_connections", &[("state", state)]);
    assert!((1.0..=5.0).contains(&(connections("idle") + connections("used"))));
    let queries = "db_client_operation_duration_seconds_count";
    assert!(metrics.get(queries, &[("store", "directory")]) >= 1.0);
    assert!(metrics.get(queries, &[("store", "sandbox")]) >= 1.0);
    // Old sessions are swept in the background.
    let mut active = metrics.get("db_client_operations_active", &[]);
    for _ in 0..100 {
        if active == 0.0 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        let metrics = Metrics::of(service.admin()).await;
        active = metrics.get("db_client_operations_active", &[]);
    }
    assert_eq!(active, 0.0);
}

/// Somebody who asks for ever new things makes no new series.
#[tokio::test]
async fn labels_are_bounded() {
    let service = installation().serve();
    let probe = |path: String, method: &'static str| {
        let client = service.client().ask(method, &path);
        async move { client.send_to_page().await.status }
    };
    for path in ["/x", "/manage/x"] {
        probe(path.to_owned(), "GET").await;
    }
    probe("/x".to_owned(), "ODD").await;
    let before = Metrics::of(service.admin()).await.series();
    for number in 0..50 {
        probe(format!("/{number}"), "GET").await;
        probe(format!("/manage/portal_sess_{number}"), "GET").await;
        probe(format!("/{number}?{number}"), "ODD").await;
        let key = format!("recoup_sk_{number}");
        assert_eq!(service.client().good(&key).send().await.status, 401);
    }
    let after = Metrics::of(service.admin()).await;
    // Those of the operation's 401, and of the query that looked for the first of the keys.
    let more = after.series() - before;
    assert!(more <= 70, "{more} series more in\n{}", after.text());
    let labels = [OPERATION, ("status", "401")];
    assert_eq!(after.get("http_server_requests_total", &labels), 50.0);
}

#[tokio::test]
async fn request_in_flight() {
    let service = installation().serve();
    let key = service.key();
    let mut connection = service.connect();
    let head = format!(
        "POST {} HTTP/1.1\r\nHost: a\r\nx-api-key: {key}\r\nContent-Type: application/json\r\n\
         Content-Length: 9\r\nExpect: 100-continue\r\n\r\n",
        accounts_tests::PORTAL
    );
    connection.write(head.as_bytes());
    assert_eq!(connection.answer().expect("a go-ahead").status, 100);
    let metrics = Metrics::of(service.admin()).await;
    assert_eq!(metrics.get("http_server_active_requests", &[]), 1.0);
    assert_eq!(metrics.get("http_server_open_connections", &[]), 1.0);
    drop(connection);
    service.wait_for_log("\"status\":400");
    let metrics = Metrics::of(service.admin()).await;
    assert_eq!(metrics.get("http_server_active_requests", &[]), 0.0);
    assert_eq!(
        metrics.get("http_server_requests_aborted_total", &[OPERATION]),
        0.0
    );
}

/// The public listener has no metrics, and the admin listener nothing else.
#[tokio::test]
async fn listeners_are_apart() {
    let service = installation().serve();
    let public = service.client().ask("GET", "/metrics").send().await;
    assert_eq!(public.status, 404);
    let admin = accounts_tests::Client::to(service.admin());
    let portal = admin.clone().portal().attempt().await.expect("an answer");
    assert_eq!(portal.status, 404);
    assert!(portal.error().contains("/metrics"));
    for path in ["/healthz", "/readyz"] {
        let probe = admin.clone().ask("GET", path).attempt().await;
        assert_eq!(probe.expect("an answer").status, 200, "{path}");
    }
    let metrics = Metrics::of(service.admin()).await;
    let own = [("operation", "none"), ("status", "200")];
    let own = metrics.value("http_server_requests_total", &own);
    assert_eq!(own, Some(0.0), "scrapes are not requests");
}

#[test]
fn off_by_default_and_warned_of_outside_loopback() {
    let service = Installation::new().serve();
    assert!(!service.stdout().contains("Metrics"));
    drop(service);
    let service = Installation::new()
        .with("ACCOUNTS_ADMIN_LISTEN", "0.0.0.0:0")
        .serve();
    service.wait_for_log("ACCOUNTS_ADMIN_LISTEN is outside loopback");
    let taken = service.admin().to_string().replace("0.0.0.0", "127.0.0.1");
    let second = Installation::new().with("ACCOUNTS_ADMIN_LISTEN", &taken);
    let ran = second.run(&[]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.stderr.contains("ACCOUNTS_ADMIN_LISTEN"), "{ran:?}");
    assert!(!second.database().exists(), "nothing was touched");
}
