use std::process::Command;

use accounts_tests::{Installation, PORTAL, Service};
use serde_json::Value;

/// The line of the banner that starts like this.
fn line<'a>(banner: &'a str, start: &str) -> &'a str {
    let found = banner
        .lines()
        .map(str::trim)
        .find(|line| line.starts_with(start));
    found.unwrap_or_else(|| panic!("no {start}: {banner}"))
}

/// What comes of the banner's command: run by a shell with the real curl or, where there is none, read as curl reads it and sent.
async fn follow(service: &Service) -> Value {
    let banner = service.stdout();
    let command = line(&banner, "curl ");
    let shell = Command::new("sh").args(["-c", command]).output();
    let ran = shell.expect("a shell");
    // What a shell says of a program that it does not find.
    if ran.status.code() != Some(127) {
        assert!(ran.status.success(), "{ran:?}");
        return serde_json::from_slice(&ran.stdout).expect("JSON");
    }
    eprintln!("there is no curl on this machine: the command is read, not run");
    let mut client = service.client().portal();
    let words = words(command);
    let origin = format!("http://{}/", service.address());
    let target = words.iter().find_map(|word| word.strip_prefix(&origin));
    assert_eq!(target, PORTAL.strip_prefix('/'));
    for pair in words.windows(2) {
        match (pair[0], pair[1]) {
            ("-H", header) => {
                let (name, value) = header.split_once(": ").expect("a header");
                client = client.header(name, value);
            }
            ("-d", body) => client = client.body(body.to_owned()),
            _ => {}
        }
    }
    client.send().await.json()
}

/// The words of a command that quotes with `'` only.
fn words(command: &str) -> Vec<&str> {
    let parts = command.split('\'').enumerate();
    let words = parts.flat_map(|(at, part)| match at % 2 {
        0 => part.split_whitespace().collect(),
        _ => vec![part],
    });
    words.collect()
}

#[tokio::test]
async fn start_first_printed_command_works() {
    // As a newcomer starts it: without any setting but a free port.
    let service = Installation::bare()
        .with("ACCOUNTS_LISTEN", "127.0.0.1:0")
        .serve();
    let answer = follow(&service).await;
    let url = answer["url"].as_str().expect("a URL");
    let pages = format!("http://{}/manage/portal_sess_", service.address());
    assert!(url.starts_with(&pages), "{answer}");
    assert!(
        answer["id"]
            .as_str()
            .expect("an id")
            .starts_with("portal_sess_")
    );
}

#[tokio::test]
async fn start_first_printed_command_passes_listed_origins() {
    let origins = "https://*.shop.example.com:8443,https://other.example.com";
    let service = Installation::new()
        .with("ACCOUNTS_RETURN_URL_ORIGINS", origins)
        .serve();
    let answer = follow(&service).await;
    assert!(answer["url"].is_string(), "{answer}");
}

#[tokio::test]
async fn start_again_key_still_works_and_is_not_shown() {
    let service = Installation::new().serve();
    let banner = service.stdout();
    let key = line(&banner, "recoup_sk_").to_owned();
    service.client().good(&key).send().await.portal();
    let (ran, installation) = service.stop();
    assert_eq!(ran.code, 0, "{}", ran.stderr);

    let service = installation.serve();
    let banner = service.stdout();
    assert!(!banner.contains("recoup_sk_"), "{banner}");
    assert!(banner.contains("keys create --account "), "{banner}");
    service.client().good(&key).send().await.portal();
    // What it says to make another key with works, after the name of the program.
    let command = banner
        .lines()
        .find(|line| line.contains("keys create"))
        .expect("a command");
    let arguments = command.split_whitespace().skip(1).collect::<Vec<_>>();
    let another = service.installation().line(&arguments);
    service.client().good(&another).send().await.portal();
}

#[test]
fn start_with_accounts_no_demo() {
    let installation = Installation::new().migrated();
    let account = installation.line(&["accounts", "create", "--name", "Acme"]);
    let service = installation.serve();
    assert!(
        !service.stdout().contains("recoup_sk_"),
        "{}",
        service.stdout()
    );
    let listed = service.installation().line(&["accounts", "list"]);
    assert!(listed.starts_with(&account), "{listed}");
}

#[tokio::test]
async fn start_database_is_private() {
    use std::os::unix::fs::PermissionsExt as _;
    let service = Installation::new().serve();
    service.client().good(&service.key()).send().await.portal();
    let folder = service
        .installation()
        .folder()
        .read_dir()
        .expect("a folder");
    let mut files = 0;
    for file in folder {
        let file = file.expect("an entry");
        let mode = file.metadata().expect("metadata").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", file.path().display());
        files += 1;
    }
    assert!(files > 0);
}

#[tokio::test]
async fn start_database_holds_no_secret() {
    let service = Installation::new().serve();
    let banner = service.stdout();
    let demo = line(&banner, "recoup_sk_").to_owned();
    let key = service.key();
    let (_, url) = service.client().good(&key).send().await.portal();
    let (_, token) = url.split_once("token=").expect("a token");
    let (_, installation) = service.stop();
    let bytes = std::fs::read(installation.database()).expect("a file");
    let holds = |text: &str| {
        bytes
            .windows(text.len())
            .any(|window| window == text.as_bytes())
    };
    assert!(holds("Acme"), "it is the file that it looks like");
    for secret in [&demo, &key, token, installation.key_secret()] {
        assert!(!holds(secret));
    }
}
