//! A proxy between us and the internet, by the variables that other programs read, too.

use accounts_tests::Installation;
use accounts_tests::stripe::{Authority, Billed, Call, Certificate, FakeStripe, Tunnel};

/// `ann:canary p@ss`.
const CREDENTIALS: &str = "Basic YW5uOmNhbmFyeSBwQHNz";
const USER: &str = "ann:canary%20p%40ss";

/// A Stripe over TLS under this name, which nobody can look up, and a server that believes it.
fn secure(host: &'static str) -> (FakeStripe, Installation) {
    let authority = Authority::new();
    let fake = FakeStripe::secure(authority.server(Certificate {
        host,
        expired: false,
    }));
    let base = format!("https://{host}:{}", fake.address().port());
    let installation = Billed::installation(&base);
    let file = installation.folder().join("authority.pem");
    std::fs::write(&file, authority.pem()).expect("written");
    let file = file.to_str().expect("UTF-8").to_owned();
    let installation = installation.with("SSL_CERT_FILE", &file);
    (fake, installation)
}

#[tokio::test]
async fn stripe_through_a_proxy() {
    let (fake, installation) = secure("stripe.invalid");
    let proxy = Tunnel::start(fake.address(), Some(CREDENTIALS));
    let url = format!("http://{USER}@{}", proxy.address());
    let installation = installation.with("HTTPS_PROXY", &url);
    let ran = installation.run(&["doctor"]);
    assert_eq!(ran.code, 0, "{ran:#?}");
    let shown = format!("through http://{} (HTTPS_PROXY)", proxy.address());
    assert!(ran.stdout.contains(&shown), "{ran:#?}");

    let billed = Billed::subscribed(installation, &fake);
    billed.good().send().await.portal();
    let target = format!("stripe.invalid:{}", fake.address().port());
    let asked = proxy.asked();
    assert!(asked.iter().all(|asked| *asked == target), "{asked:?}");
    assert!(fake.calls(Call::Session)[0].http2, "end to end");
    let (left, _) = billed.service.stop();
    for text in ["canary", "YW5u", "p%40ss"] {
        let said = format!("{ran:?}{left:?}").replace("canaryStripeKey", "");
        assert!(!said.contains(text), "{text}: {said}");
    }
}

/// A proxy that refuses us is an outage of Stripe for callers, and told to nobody but the log; without the password.
#[tokio::test]
async fn proxy_refuses() {
    let (fake, installation) = secure("stripe.invalid");
    let proxy = Tunnel::start(fake.address(), Some("Basic another"));
    let url = format!("http://{USER}@{}", proxy.address());
    let billed = Billed::subscribed(installation.with("HTTPS_PROXY", &url), &fake);
    let answer = billed.good().send().await;
    assert_eq!(answer.status, 503, "{answer:?}");
    assert_eq!(fake.count(), 0);
    assert!(!proxy.asked().is_empty());
    let (left, _) = billed.service.stop();
    assert!(!format!("{left:?}").contains("p@ss"), "{left:?}");
    assert!(!format!("{left:?}").contains("p%40ss"), "{left:?}");
}

#[tokio::test]
async fn hosts_without_the_proxy() {
    for (variable, value, used) in [
        ("NO_PROXY", "example.com, localhost", false),
        ("no_proxy", "*", false),
        ("NO_PROXY", "example.com", true),
        // For what is not encrypted; nothing is, beyond this machine.
        ("HTTP_PROXY", "http://127.0.0.1:9", true),
    ] {
        let (fake, installation) = secure("localhost");
        let proxy = Tunnel::start(fake.address(), None);
        let installation = installation
            .with("HTTPS_PROXY", &format!("http://{}", proxy.address()))
            .with(variable, value);
        let billed = Billed::subscribed(installation, &fake);
        billed.good().send().await.portal();
        assert_eq!(!proxy.asked().is_empty(), used, "{variable}={value}");
    }
}

/// The fake in clear text, as all tests have it, is never asked through a proxy.
#[tokio::test]
async fn clear_text_stays_on_this_machine() {
    let fake = FakeStripe::start();
    let installation = Billed::installation(&fake.base());
    let billed = Billed::subscribed(
        installation.with("HTTPS_PROXY", "http://127.0.0.1:9"),
        &fake,
    );
    billed.good().send().await.portal();
}

#[tokio::test]
async fn issuer_through_a_proxy() {
    let fake = FakeStripe::start();
    let proxy = Tunnel::start(fake.address(), None);
    let installation = Installation::new()
        .with("ACCOUNTS_BEARER_ISSUER", "https://issuer.invalid")
        .with("ACCOUNTS_BEARER_AUDIENCE", "accounts")
        .with("ACCOUNTS_BEARER_ACCOUNT_CLAIM", "account")
        .with("HTTPS_PROXY", &proxy.address().to_string());
    let ran = installation.run(&["doctor"]);
    assert_ne!(ran.code, 0, "it is no issuer: {ran:#?}");
    let asked = proxy.asked();
    assert_eq!(
        asked.first().map(String::as_str),
        Some("issuer.invalid:443"),
        "{ran:#?}"
    );
}

#[test]
fn unusable_proxy() {
    let (_fake, installation) = secure("stripe.invalid");
    let installation = installation.with("HTTPS_PROXY", "socks5://ann:p%40ss@host:1080");
    for command in [&[][..], &["doctor"]] {
        let ran = installation.run(command);
        assert_eq!(ran.code, 1, "{ran:#?}");
        assert!(
            ran.stderr.contains("HTTPS_PROXY is not a valid proxy URL"),
            "{ran:#?}"
        );
        assert!(!format!("{ran:?}").contains("p%40ss"), "{ran:#?}");
    }
}

/// A developer's variable is no reason not to start what calls nobody.
#[tokio::test]
async fn unusable_proxy_that_nobody_takes() {
    let installation = Installation::new().with("HTTPS_PROXY", "socks5://localhost:1080");
    let ran = installation.run(&["doctor"]);
    assert_eq!(ran.code, 0, "{ran:#?}");
    let service = installation.serve();
    let key = service.key();
    service.client().good(&key).send().await.portal();
}
