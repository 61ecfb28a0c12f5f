use std::fs;
use std::net::TcpListener;
use std::time::{Duration, Instant};

use accounts_tests::Installation;
use accounts_tests::published::PublishedService;

/// Nothing is sent anywhere: the name leads nowhere, and that is not what it says.
#[test]
fn live_service_is_asked_for() {
    let installation = Installation::new();
    fs::write(installation.folder().join("key"), "recoup_sk_canary").expect("written");
    let line = ["parity", "--reference", "https://api.example.invalid"];
    let with_key = [
        &line[..],
        &["--ours", "http://127.0.0.1:9", "--key-file", "key"],
    ]
    .concat();
    let ran = installation.run(&with_key);
    assert_eq!(ran.code, 1, "{ran:#?}");
    let would = "up to 14 portal sessions would be opened at https://api.example.invalid/, for the account of the key\n";
    assert_eq!(ran.stdout, would);
    assert!(
        ran.stderr.contains("run it again with --yes"),
        "{}",
        ran.stderr
    );
    assert!(!format!("{ran:?}").contains("canary"), "{ran:#?}");
    let ran = installation.run(&[&with_key[..], &["--yes"]].concat());
    assert!(
        ran.code == 1 && ran.stderr.contains("api.example.invalid"),
        "{ran:#?}"
    );
}

/// Ours may be just as live.
#[test]
fn live_server_of_ours_is_asked_for() {
    let installation = Installation::new();
    fs::write(installation.folder().join("key"), "recoup_sk_canary").expect("written");
    let line = ["parity", "--reference", "http://127.0.0.1:9"];
    let ours = ["--ours", "https://ours.example.invalid"];
    let ran = installation.run(&[&line[..], &ours, &["--key-file", "key"]].concat());
    assert_eq!(ran.code, 1, "{ran:#?}");
    let would = "up to 14 portal sessions would be opened at https://ours.example.invalid/, for the account of the key\n";
    assert_eq!(ran.stdout, would);

    let installation = installation
        .with("ACCOUNTS_PUBLIC_URL", "http://accounts.example.invalid")
        .with("ACCOUNTS_BILLING", "public-sandbox");
    let ran = installation.run(&line);
    assert_eq!(ran.code, 2, "{ran:#?}");
    assert!(ran.stderr.contains("is not https"), "{ran:#?}");
}

#[test]
fn wrong_use() {
    let installation = Installation::new();
    for (line, text) in [
        (
            &["--reference", "http://api.example.com"][..],
            "is not https",
        ),
        (
            &["--reference", "https://ann:canary@example.com"],
            "has a user",
        ),
        (
            &["--reference", "http://127.0.0.1:9"],
            "name its address with --ours",
        ),
        (&[], "--reference"),
        (
            &["--reference", "http://127.0.0.1:9", "--per-second", "50"],
            "--per-second",
        ),
    ] {
        let ran = installation.run(&[&["parity"], line].concat());
        assert_eq!(ran.code, 2, "{line:?}: {ran:#?}");
        assert!(ran.stderr.contains(text), "{line:?}: {ran:#?}");
    }
    let line = [
        "parity",
        "--reference",
        "http://127.0.0.1:9",
        "--ours",
        "http://127.0.0.1:9",
    ];
    let ran = installation.run(&[&line[..], &["--key-file", "nowhere"]].concat());
    assert!(
        ran.code == 1 && ran.stderr.contains("the file cannot be read"),
        "{ran:#?}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn at_its_own_pace_and_until_somebody_is_away() {
    let service = Installation::new().serve();
    let published = PublishedService::start("recoup_sk_x").await;
    let ours = format!("http://{}", service.address());
    let reference = published.url();
    let line = [
        "parity",
        "--reference",
        &reference,
        "--ours",
        &ours,
        "--per-second",
        "8",
    ];
    let start = Instant::now();
    let ran = service.installation().run(&line);
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert!(
        start.elapsed() > Duration::from_millis(14 * 125),
        "{:?}",
        start.elapsed()
    );

    let free = TcpListener::bind("127.0.0.1:0").expect("a port");
    let nobody = format!("http://{}", free.local_addr().expect("an address"));
    drop(free);
    let line = ["parity", "--reference", &reference, "--ours", &nobody];
    let ran = service.installation().run(&line);
    assert!(ran.code == 1 && ran.stderr.contains(&nobody), "{ran:#?}");
}
