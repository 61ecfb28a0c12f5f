use accounts_tests::stripe::{Billed, Call, FakeStripe, Reply};
use accounts_tests::{GOOD_BODY, Metrics};

/// Nothing that opens anything, and nothing that callers write, is ever in the metrics.
#[tokio::test]
async fn metrics_hold_no_secret() {
    let fake = FakeStripe::start();
    let installation =
        Billed::installation(&fake.base()).with("ACCOUNTS_ADMIN_LISTEN", "127.0.0.1:0");
    let billed = Billed::subscribed(installation, &fake);
    let client = || billed.service.client();
    let body = r#"{"returnUrl":"https://example.com/canary-path?a=canary-query"}"#;
    let good = client().portal().header("x-api-key", &billed.key);
    good.json(body).send().await.portal();
    let repeated = format!("Invalid API Key provided: {}", FakeStripe::key());
    fake.next(
        Call::Session,
        [
            Reply::error(401, "invalid_request_error", &repeated),
            Reply::text(200, "text/html", "<a href='https://x.example/canary'>"),
        ],
    );
    for status in [503, 502] {
        assert_eq!(billed.good().send().await.status, status);
    }
    let token = client()
        .portal()
        .header("authorization", "Bearer canary.bearer.token");
    assert_eq!(token.json(GOOD_BODY).send().await.status, 401);
    let path = client().ask("POST", "/canary?canary=1").send().await;
    assert_eq!(path.status, 404);
    let method = client().ask("CANARY", "/canary").send().await;
    assert_eq!(method.status, 404);

    let metrics = Metrics::of(billed.service.admin()).await;
    let text = metrics.text().to_lowercase();
    let secret = billed.service.installation().key_secret().to_lowercase();
    let key = billed.key.to_lowercase();
    for secret in ["canary", "recoup_sk_", &secret, &key, &billed.account] {
        let line = text.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret}");
    }
}
