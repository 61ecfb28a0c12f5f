//! Nothing that opens anything is ever written: canaries in every secret, and the log at its most talkative.

use accounts_tests::Installation;
use accounts_tests::stripe::{Authority, Billed, Call, Certificate, FakeStripe, Reply};
use serde_json::json;

/// What no output may hold.
fn secrets<'a>(installation: &'a Installation, key: &'a str) -> Vec<&'a str> {
    vec![
        FakeStripe::key(),
        "canary",
        "test_canary-portal-url",
        installation.key_secret(),
        key,
    ]
}

#[track_caller]
fn assert_clean(what: &str, output: &str, secrets: &[&str]) {
    for secret in secrets {
        let line = output.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{what}: {secret}");
    }
}

/// Good requests and bad ones of each kind.
async fn exercise(fake: &FakeStripe, billed: &Billed) {
    let body = json!({ "returnUrl": "https://example.com/canary-path?a=canary-query" }).to_string();
    let client = billed
        .service
        .client()
        .portal()
        .header("x-api-key", &billed.key);
    client.json(body).send().await.portal();
    let token = billed
        .service
        .client()
        .portal()
        .header("authorization", "Bearer canary.bearer.token");
    assert_eq!(
        token.json(accounts_tests::GOOD_BODY).send().await.status,
        401
    );
    let repeated = format!("Invalid API Key provided: {}", FakeStripe::key());
    for reply in [
        Reply::error(401, "invalid_request_error", &repeated),
        Reply::error(400, "invalid_request_error", &repeated),
        Reply::text(
            200,
            "text/html",
            "<a href='https://billing.stripe.com/test_canary-portal-url'>",
        ),
        Reply::json(
            200,
            &json!({ "id": "bps_1", "url": "http://billing.stripe.com/test_canary-portal-url" }),
        ),
        Reply::json(
            200,
            &json!({ "url": "https://billing.stripe.com/test_canary-portal-url" }),
        ),
        Reply::text(
            200,
            "application/json",
            r#"{"url":"https://billing.stripe.com/test_canary-portal-url""#,
        ),
        Reply::text(302, "text/plain", "").header("location", "https://x.example/?canary-query"),
        Reply::hang_up(),
    ] {
        fake.next(Call::Session, [reply]);
        let answer = billed.good().send().await;
        if answer.status != 200 {
            assert_clean(
                "body",
                answer.text(),
                &secrets(billed.service.installation(), &billed.key),
            );
        }
    }
}

#[tokio::test]
async fn log_no_secret_at_any_level() {
    let authority = Authority::new();
    let certificate = Certificate {
        host: "localhost",
        expired: false,
    };
    let fakes = [
        FakeStripe::start(),
        FakeStripe::secure(authority.server(certificate)),
    ];
    for fake in fakes {
        let installation = Billed::installation(&fake.base()).with("ACCOUNTS_LOG", "trace");
        let file = installation.folder().join("authority.pem");
        std::fs::write(&file, authority.pem()).expect("written");
        let file = file.to_str().expect("UTF-8").to_owned();
        let installation = installation.with("SSL_CERT_FILE", &file);
        let billed = Billed::subscribed(installation, &fake);
        exercise(&fake, &billed).await;
        let key = billed.key.clone();
        let (ran, installation) = billed.service.stop();
        assert!(ran.stderr.contains("req_"), "Stripe's Request-Id is logged");
        println!(
            "| {} | {} lines, 0 hits |",
            fake.base(),
            ran.stderr.lines().count()
        );
        assert_clean("log", &ran.stderr, &secrets(&installation, &key));
        assert_clean("stdout", &ran.stdout, &secrets(&installation, &key));
    }
}

#[tokio::test]
async fn commands_tell_no_secret() {
    let fake = FakeStripe::start();
    let installation = Billed::installation(&fake.base()).with("ACCOUNTS_LOG", "trace");
    for arguments in [
        &["config", "check"][..],
        &["doctor"],
        &["--help"],
        &["config", "check", "--stripe-api-base", "http://example.com"],
    ] {
        let ran = installation.run(arguments);
        let output = format!("{}{}", ran.stdout, ran.stderr);
        assert!(!output.is_empty());
        assert_clean(
            &arguments.join(" "),
            &output,
            &secrets(&installation, "canary"),
        );
    }
    let bad = installation.with("ACCOUNTS_STRIPE_SECRET_KEY", "canary-that-is-no-key");
    let ran = bad.run(&["config", "check"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert_clean(
        "bad key",
        &format!("{}{}", ran.stdout, ran.stderr),
        &["canary"],
    );
}

/// What `doctor` says of a good key, a bad one, and nobody there.
#[tokio::test]
async fn online_check() {
    let fake = FakeStripe::start();
    let installation = Billed::installation(&fake.base());
    let ran = installation.run(&["doctor"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let installation = installation.with("ACCOUNTS_STRIPE_SECRET_KEY", "sk_test_anotherKey");
    let ran = installation.run(&["doctor"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let output = format!("{}{}", ran.stdout, ran.stderr);
    assert!(
        output.contains("Invalid API Key provided"),
        "Stripe's own words: {output}"
    );
    let base = fake.base();
    drop(fake);
    let ran = installation
        .with("ACCOUNTS_STRIPE_API_BASE", &base)
        .run(&["doctor"]);
    assert_eq!(ran.code, 1, "{ran:?}");
}
