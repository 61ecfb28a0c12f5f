use accounts_tests::{GOOD_BODY, Installation};

/// Nothing that opens anything, and nothing of a return URL's query, is ever written to a log.
#[tokio::test]
async fn log_no_secret_at_any_level() {
    let service = Installation::new().with("ACCOUNTS_LOG", "trace").serve();
    let key = service.key();
    let body = r#"{"returnUrl":"https://example.com/canary-path?a=canary-query#canary-part"}"#;
    let client = service.client().portal().header("x-api-key", &key);
    let (_, url) = client.json(body).send().await.portal();
    let (_, token) = url.split_once("token=").expect("a token");
    let link = url
        .strip_prefix(&format!("http://{}", service.address()))
        .expect("ours");
    let entered = service.client().ask("GET", link).send_to_page().await;
    let cookie = entered.header("set-cookie").expect("a cookie");
    let cookie = cookie.split(';').next().expect("a pair");
    let page = entered.header("location").expect("a page").to_owned();
    let client = service.client().ask("GET", &page).header("cookie", cookie);
    assert_eq!(client.send_to_page().await.status, 200);

    // And what is refused.
    let wrong = service
        .client()
        .portal()
        .header("x-api-key", "recoup_sk_canary-wrong");
    assert_eq!(wrong.json(GOOD_BODY).send().await.status, 401);
    let bearer = service
        .client()
        .portal()
        .header("authorization", "Bearer canary-token");
    assert_eq!(bearer.json(GOOD_BODY).send().await.status, 401);
    let query = service
        .client()
        .ask("POST", "/canary-unknown?x=canary-query");
    assert_eq!(query.send().await.status, 404);
    let body = service.client().portal().header("x-api-key", &key);
    assert_eq!(
        body.json(r#"{"returnUrl":"canary body"}"#)
            .send()
            .await
            .status,
        400
    );

    let (ran, installation) = service.stop();
    let (_, cookie) = cookie.split_once('=').expect("a value");
    assert!(
        ran.stderr.contains("createSubscriptionPortal"),
        "the log is there"
    );
    for secret in [&key, token, cookie, "canary", installation.key_secret()] {
        let line = ran.stderr.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret}");
    }
}

#[tokio::test]
async fn log_one_line_for_each_request() {
    let service = Installation::new().serve();
    let account = service.account("Acme");
    let key = service.key_of(&account);
    let list = ["keys", "list", "--account", &account];
    let listed = service.installation().line(&list);
    let key_id = listed.split(' ').next().expect("an id");
    let client = service
        .client()
        .good(&key)
        .header("x-request-id", "the-one");
    client.send().await.portal();
    let refused = service
        .client()
        .portal()
        .header("x-request-id", "the-other");
    assert_eq!(refused.json(GOOD_BODY).send().await.status, 401);
    let (ran, _) = service.stop();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let line = |id: &str| {
        let mut lines = ran.stderr.lines().filter(|line| line.contains(id));
        let line = lines.next().expect("a line");
        assert_eq!(lines.next(), None, "one line");
        let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
        line
    };
    let good = line("the-one");
    assert_eq!(good["status"], 200);
    assert_eq!(good["operation"], "createSubscriptionPortal");
    assert_eq!(good["span"]["method"], "POST");
    assert_eq!(good["span"]["account_id"], account.as_str());
    assert_eq!(good["span"]["key_id"], key_id);
    assert_eq!(good["span"]["client_address"], "127.0.0.1");
    assert!(good["duration_ms"].is_number());
    let bad = line("the-other");
    assert_eq!(bad["status"], 401);
    assert_eq!(bad["span"]["account_id"], serde_json::Value::Null);
    assert_eq!(bad["span"]["key_id"], serde_json::Value::Null);
    assert_eq!(bad["span"]["client_address"], "127.0.0.1");
}
