use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::time::{Duration, Instant};

use accounts_tests::stripe::{Billed, Call, FakeStripe, Reply, Subscription};
use accounts_tests::{Installation, Ran};

/// On a file, whatever the run asks for.
fn on_file() -> Installation {
    Installation::new().with("ACCOUNTS_DATABASE_URL", "sqlite:accounts.db")
}

#[track_caller]
fn assert_says(ran: &Ran, verdict: &str, part: &str, text: &str) {
    let is_it = |line: &&str| {
        let rest = line.strip_prefix(verdict).map(str::trim_start);
        rest.is_some_and(|rest| rest.starts_with(part)) && line.contains(text)
    };
    assert!(
        ran.stdout.lines().any(|line| is_it(&line)),
        "{verdict} {part} {text}: {ran:#?}"
    );
    for canary in ["canary", "recoup_sk_"] {
        assert!(!format!("{ran:?}").contains(canary), "{canary}: {ran:#?}");
    }
}

#[test]
fn all_is_well() {
    let installation = on_file();
    let ran = installation.run(&["doctor"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    assert_says(&ran, "good", "settings", "4 given");
    assert_says(&ran, "good", "keys", "ACCOUNTS_KEY_SECRET");
    assert_says(&ran, "good", "database", "the first start creates it");
    assert!(!installation.database().exists(), "nothing is changed");

    let service = installation.serve();
    let ran = service.installation().run(&["doctor"]);
    assert_eq!(ran.code, 0, "beside a running server: {ran:#?}");
    assert_says(&ran, "good", "database", "up to date");
}

#[test]
fn warnings_are_no_failure() {
    let ran = Installation::bare().run(&["doctor"]);
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert_says(
        &ran,
        "warning",
        "settings",
        "ACCOUNTS_KEY_SECRET is not set",
    );
}

#[test]
fn wrong_settings_are_all_reported() {
    let installation = on_file()
        .with("ACCOUNTS_LISTEN", "nowhere")
        .with("ACCOUNTS_BILLING", "stripe");
    let ran = installation.run(&["doctor"]);
    assert_eq!(ran.code, 2, "{ran:#?}");
    for setting in ["ACCOUNTS_LISTEN", "ACCOUNTS_STRIPE_SECRET_KEY"] {
        assert!(ran.stderr.contains(setting), "{ran:#?}");
    }
}

#[test]
fn damaged_database() {
    let installation = on_file();
    std::fs::write(installation.database(), "no database at all").expect("written");
    let ran = installation.run(&["doctor"]);
    assert_eq!(ran.code, 1, "{ran:#?}");
    assert_says(&ran, "BAD", "database", "restore it from a backup");
    assert_says(&ran, "good", "keys", "");
    assert_eq!(ran.stderr, "error: needs fixing: database\n");
}

#[tokio::test]
async fn provider_asked() {
    let fake = FakeStripe::start();
    let installation = Billed::installation(&fake.base());
    let ran = installation.run(&["doctor"]);
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert_says(&ran, "good", "provider", "portal sessions: allowed");
    assert_says(&ran, "good", "provider", "clock: as Stripe's");

    let installation = installation.with("ACCOUNTS_STRIPE_SECRET_KEY", "sk_test_another");
    let ran = installation.run(&["doctor"]);
    assert_eq!(ran.code, 1, "{ran:#?}");
    assert_says(&ran, "BAD", "provider", "Invalid API Key provided");
    drop(fake);
    let ran = installation.run(&["doctor"]);
    assert_eq!(ran.code, 1, "{ran:#?}");
    assert_says(&ran, "BAD", "provider", "the connection failed");
    assert!(ran.stderr.contains("needs fixing: provider"), "{ran:#?}");
}

/// A restricted key that may not do everything, and a portal that was never configured.
#[tokio::test]
async fn provider_refuses_a_part() {
    let fake = FakeStripe::start();
    let permission = "Having the 'rak_customer_read' permission would allow this";
    let forbidden = Reply::error(403, "invalid_request_error", permission);
    fake.next(Call::SearchCustomers, [forbidden]);
    let none = serde_json::json!({ "data": [] });
    fake.next(Call::Configurations, [Reply::json(200, &none)]);
    let ran = Billed::installation(&fake.base()).run(&["doctor"]);
    assert_eq!(ran.code, 1, "{ran:#?}");
    for (verdict, text) in [
        ("good", "subscriptions: allowed"),
        ("good", "subscription search: allowed"),
        ("BAD", "customer search: Stripe answered 403"),
        ("BAD", permission),
        (
            "BAD",
            "portal configuration: the portal was never configured",
        ),
        ("good", "portal sessions: allowed"),
    ] {
        assert_says(&ran, verdict, "provider", text);
    }
}

/// What the key may do is not asked of one that is refused, and the key is repeated nowhere.
#[tokio::test]
async fn provider_refuses_the_key() {
    let fake = FakeStripe::start();
    let message = format!("Invalid API Key provided: {}", FakeStripe::key());
    let refused = Reply::error(401, "invalid_request_error", &message);
    fake.next(Call::Subscriptions, [refused]);
    let ran = Billed::installation(&fake.base()).run(&["doctor"]);
    assert_eq!(ran.code, 1, "{ran:#?}");
    let text = "Invalid API Key provided: (the key)";
    assert_says(&ran, "BAD", "provider", text);
    let of_provider = |line: &&str| line.split_whitespace().nth(1) == Some("provider");
    let lines = ran.stdout.lines().filter(of_provider);
    assert_eq!(lines.count(), 2, "that, and the clock: {ran:#?}");
}

/// Customers that accounts were linked to manually are looked for at Stripe.
#[tokio::test]
async fn linked_customers_are_looked_for() {
    let fake = FakeStripe::start();
    let billed = Billed::start(Billed::installation(&fake.base()));
    let installation = billed.service.installation();
    billed.link("cus_known");
    fake.customer("", "cus_known");
    let ran = installation.run(&["doctor"]);
    assert_eq!(ran.code, 0, "{ran:#?}");
    let text = "linked customers: 1 checked, all of them exist";
    assert_says(&ran, "good", "provider", text);

    fake.forget();
    let ran = installation.run(&["doctor"]);
    assert_eq!(ran.code, 1, "{ran:#?}");
    let text = "linked customers: Stripe does not know cus_known:";
    assert_says(&ran, "BAD", "provider", text);
}

/// The Stripe account that links were made under is compared with the one that the key opens now.
#[tokio::test]
async fn provider_account_compared() {
    let fake = FakeStripe::start();
    let installation = Billed::installation(&fake.base());
    let ran = installation.run(&["doctor"]);
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert_says(&ran, "good", "provider", "cannot be compared");

    fake.own_account("acct_1First");
    let ran = installation.run(&["doctor"]);
    assert_says(
        &ran,
        "good",
        "provider",
        "acct_1First; no link was made yet",
    );

    // A search makes the first link; which account it was under is noted behind it.
    let billed = Billed::start(installation);
    fake.subscribe(Subscription::active(&billed.account, "cus_Acme1"));
    billed.good().send().await.portal();
    let installation = billed.service.installation();
    let end = Instant::now() + Duration::from_secs(30);
    let ran = loop {
        let ran = installation.run(&["doctor"]);
        if ran.stdout.contains("acct_1First, as before") || Instant::now() > end {
            break ran;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    };
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert_says(&ran, "good", "provider", "acct_1First, as before");

    fake.own_account("acct_1Second");
    let ran = installation.run(&["doctor"]);
    assert_eq!(ran.code, 1, "{ran:#?}");
    assert_says(&ran, "BAD", "provider", "use a key of acct_1First");
    assert!(ran.stderr.contains("provider"), "{ran:#?}");
}

/// Somebody whose clock is years behind.
#[test]
fn wrong_clock() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    // Ends with the process: it serves whoever comes.
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let mut request = [0; 4096];
            if !stream.read(&mut request).is_ok_and(|bytes| bytes > 0) {
                continue;
            }
            let answer = b"HTTP/1.1 403 Forbidden\r\nDate: Tue, 06 Nov 2001 08:49:37 GMT\r\n\
                Content-Length: 2\r\nConnection: close\r\n\r\n{}";
            stream.write_all(answer).ok();
        }
    });
    let ran = Billed::installation(&base).run(&["doctor"]);
    assert_eq!(ran.code, 1, "{ran:#?}");
    assert_says(
        &ran,
        "BAD",
        "provider",
        "ahead of Stripe's; have it set by NTP",
    );
}
