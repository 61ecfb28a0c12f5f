use accounts_tests::{
    Answer, GOOD_BODY, Installation, Metrics, Service, credentials_are_forgotten,
};

/// Everybody here comes from one address.
fn serve(settings: &[(&str, &str)]) -> Service {
    let installation = Installation::new()
        .with("ACCOUNTS_ADMIN_LISTEN", "127.0.0.1:0")
        .with("ACCOUNTS_FAILED_CREDENTIALS_PER_MINUTE", "10");
    let with = |all: Installation, (name, value): &(&str, &str)| all.with(name, value);
    settings.iter().fold(installation, with).serve()
}

async fn look_ups(service: &Service) -> f64 {
    let metrics = Metrics::of(service.admin()).await;
    let labels = [("store", "directory")];
    let count = metrics.value("db_client_operation_duration_seconds_count", &labels);
    count.unwrap_or_default()
}

#[track_caller]
fn assert_limited(answer: &Answer) {
    answer.assert_error(
        429,
        "Too many failed credentials from this address; try again later",
    );
    let wait = answer.header("retry-after").expect("Retry-After");
    assert!(
        (1..=6).contains(&wait.parse::<u64>().expect("seconds")),
        "{wait}"
    );
}

#[tokio::test]
async fn guesses_cost_no_look_up() {
    let service = serve(&[]);
    let (known, unseen) = (service.key(), service.key());
    service.client().good(&known).send().await.portal();
    let before = look_ups(&service).await;
    let mut limited = 0;
    for number in 0..50 {
        let guess = format!("recoup_sk_{number}");
        let answer = service.client().good(&guess).send().await;
        match answer.status {
            401 => assert!(number < 40, "{number} guesses"),
            _ => {
                assert_limited(&answer);
                limited += 1;
            }
        }
    }
    // Ten, and one more for each six seconds that this takes.
    assert!((30..=40).contains(&limited), "{limited} of 50");
    let spent = look_ups(&service).await - before;
    assert!(spent <= f64::from(50 - limited) + 1.0, "{spent} look-ups");

    credentials_are_forgotten().await;
    // Whoever shares the address and was good before goes on; a key that was never seen waits for its turn.
    for _ in 0..20 {
        service.client().good(&known).send().await.portal();
    }
    assert_limited(&service.client().good(&unseen).send().await);
    let token = service.client().portal();
    let token = token
        .header("authorization", "Bearer a.b.c")
        .json(GOOD_BODY);
    assert_eq!(token.send().await.status, 401, "no tokens are taken here");
    let metrics = Metrics::of(service.admin()).await;
    let labels = [("credential", "api_key"), ("outcome", "rate_limited")];
    let counted = metrics.get("accounts_authentications_total", &labels);
    assert_eq!(counted, f64::from(limited + 1));
    let by_limit = [("limit", "failed_credentials")];
    let by_limit = metrics.get("accounts_rate_limited_total", &by_limit);
    assert_eq!(by_limit, counted);
}

/// A key that stops working is one more failure, and no longer known.
#[tokio::test]
async fn revoked_key_is_a_guess() {
    let service = serve(&[]);
    let account = service.account("Acme");
    let key = service.key_of(&account);
    service.client().good(&key).send().await.portal();
    let listed = service
        .installation()
        .line(&["keys", "list", "--account", &account]);
    let id = listed.split_whitespace().next().expect("an id");
    let revoked = service.installation().run(&["keys", "revoke", id]);
    assert_eq!(revoked.code, 0, "{revoked:?}");
    credentials_are_forgotten().await;
    for _ in 0..10 {
        assert_eq!(service.client().good(&key).send().await.status, 401);
    }
    assert_limited(&service.client().good(&key).send().await);
}

async fn guess(service: &Service, header: &str, value: &str) -> Answer {
    let guess = service.client().good("recoup_sk_guess");
    guess.header(header, value).send().await
}

#[tokio::test]
async fn proxies_say_where_requests_come_from() {
    let header = "x-forwarded-for";
    let service = serve(&[("ACCOUNTS_TRUSTED_PROXIES", "127.0.0.0/8")]);
    for number in 0..10 {
        // What the caller wrote stands in front of what the proxy added.
        let value = format!("198.51.100.{number}, 203.0.113.1");
        assert_eq!(guess(&service, header, &value).await.status, 401);
    }
    assert_limited(&guess(&service, header, "203.0.113.1").await);
    assert_eq!(guess(&service, header, "203.0.113.2").await.status, 401);
    service.wait_for_log("\"client_address\":\"203.0.113.2\"");
    let (ran, _) = service.stop();
    assert!(
        !ran.stderr.contains("198.51.100"),
        "what the caller wrote: {}",
        ran.stderr
    );
}

#[tokio::test]
async fn nobody_else_says_where_requests_come_from() {
    let service = serve(&[]);
    for number in 0..10 {
        let value = format!("203.0.113.{number}");
        assert_eq!(guess(&service, "x-forwarded-for", &value).await.status, 401);
    }
    assert_limited(&guess(&service, "x-forwarded-for", "203.0.113.99").await);
    let (ran, _) = service.stop();
    assert!(
        ran.stderr.contains("\"client_address\":\"127.0.0.1\""),
        "{}",
        ran.stderr
    );
    assert!(!ran.stderr.contains("203.0.113"), "{}", ran.stderr);
}
