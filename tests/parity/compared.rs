use std::fs;

use accounts_tests::published::PublishedService;
use accounts_tests::{Installation, Ran, Service};

fn parity(service: &Service, reference: &str, further: &[&str]) -> Ran {
    let ours = format!("http://{}", service.address());
    let line = ["parity", "--reference", reference, "--ours", &ours];
    let fast = ["--per-second", "20"];
    service
        .installation()
        .run(&[&line[..], &fast, further].concat())
}

fn lines<'r>(ran: &'r Ran, label: &str) -> Vec<&'r str> {
    let lines = ran.stdout.lines();
    lines.filter(|line| line.starts_with(label)).collect()
}

/// A server, and its key in a file.
fn with_key() -> (Service, String) {
    let service = Installation::new().serve();
    let key = service.key();
    fs::write(
        service.installation().folder().join("key"),
        format!("{key}\n"),
    )
    .expect("written");
    (service, key)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_differs_but_on_purpose() {
    let (service, key) = with_key();
    let published = PublishedService::start(&key).await;
    let ran = parity(&service, &published.url(), &["--key-file", "key"]);
    assert_eq!(lines(&ran, "DIFFERENT"), [""; 0], "{ran:#?}");
    assert_eq!(ran.code, 0, "{ran:#?}");
    let summary = "49 requests: 14 equal, 35 different on purpose, 0 different, 0 not sent";
    assert_eq!(ran.stdout.lines().last(), Some(summary), "{ran:#?}");
    for line in [
        "equal      key in x-api-key: 200 with a session",
        "equal      preflight: 200 without body",
        "intended   one more key: 400 `Unrecognized key: \"extra\"` there, 200 with a session here: unknown keys are ignored: the contract allows them",
    ] {
        assert!(
            ran.stdout.lines().any(|found| found == line),
            "{line}: {ran:#?}"
        );
    }
    assert_eq!((published.requests(), published.sessions()), (45, 14));
    let warning = "warning: --key-file: ";
    assert!(
        ran.stderr.lines().all(|line| line.starts_with(warning)),
        "{}",
        ran.stderr
    );
    for secret in [
        key.as_str(),
        "recoup_sk_",
        "canary",
        "portal_sess_",
        "/manage/",
    ] {
        assert!(!format!("{ran:?}").contains(secret), "{secret}: {ran:#?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_key() {
    let (service, key) = with_key();
    let published = PublishedService::start(&key).await;
    let ran = parity(&service, &published.url(), &[]);
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert_eq!(
        (published.sessions(), lines(&ran, "not sent").len()),
        (0, 34)
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn difference_is_found() {
    let (service, key) = with_key();
    let published = PublishedService::saying(&key, "No recoup").await;
    let ran = parity(&service, &published.url(), &["--key-file", "key"]);
    assert_eq!(ran.code, 1, "{ran:#?}");
    let different = lines(&ran, "DIFFERENT");
    assert_eq!(different.len(), 4, "{different:#?}");
    assert!(
        different[0]
            .starts_with("DIFFERENT  no credentials and no JSON: 400 `No recoup` there, 401 `"),
        "{different:#?}"
    );
    assert!(
        ran.stderr
            .ends_with("error: 4 requests are answered differently\n"),
        "{}",
        ran.stderr
    );

    // A key that only one of them knows.
    let published = PublishedService::start("recoup_sk_another").await;
    let ran = parity(&service, &published.url(), &["--key-file", "key"]);
    let text = "DIFFERENT  key in x-api-key: 401 `Unauthorized` there, 200 with a session here";
    assert!(ran.stdout.contains(text), "{ran:#?}");
}
