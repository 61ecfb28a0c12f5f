use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use accounts_tests::{Installation, Ran, accounts_server};
use test_postgres::{PASSWORD, Server};

use crate::world::installation;

/// The service does not start, says why, and keeps the password to itself.
#[track_caller]
fn assert_refused(ran: &Ran, message: &str) {
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{}", ran.stderr);
    for part in ["ACCOUNTS_DATABASE_URL: PostgreSQL database `", message] {
        assert!(ran.stderr.contains(part), "{part}: {}", ran.stderr);
    }
    assert!(!ran.stderr.contains("canary"), "{}", ran.stderr);
}

#[test]
fn down_refuses_commands_at_once() {
    let postgres = Server::start();
    let url = postgres.database();
    postgres.stop();
    let ran = installation(&url).run(&["accounts", "list"]);
    assert_refused(&ran, "the server cannot be reached");
    assert!(!ran.stderr.contains("waiting for it"), "{}", ran.stderr);
}

#[tokio::test]
async fn down_at_start_is_waited_for() {
    let postgres = Server::start();
    let url = postgres.database();
    postgres.stop();
    let installation = installation(&url);
    let starting = thread::spawn(move || installation.serve());
    thread::sleep(Duration::from_secs(2));
    assert!(!starting.is_finished());
    postgres.resume();
    let service = starting.join().expect("it starts");
    let key = service.key();
    service.client().good(&key).send().await.portal();
    let (ran, _) = service.stop();
    assert_eq!(ran.stderr.matches("waiting for it, up to 60 s").count(), 1);
    assert!(!ran.stderr.contains(PASSWORD), "{}", ran.stderr);
}

/// Waiting heeds signals: an orchestrator must not have to kill it.
#[test]
fn told_to_stop_while_it_waits() {
    let postgres = Server::start();
    let url = postgres.database();
    postgres.stop();
    let mut waiting = Command::new(accounts_server())
        .env("ACCOUNTS_DATABASE_URL", &url)
        .env("ACCOUNTS_LISTEN", "127.0.0.1:0")
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    thread::sleep(Duration::from_secs(2));
    assert!(waiting.try_wait().expect("our own child").is_none());
    let kill = format!("kill -TERM {}", waiting.id());
    let sent = Command::new("sh").args(["-c", &kill]).status();
    assert!(sent.expect("a shell").success());
    assert!(waiting.wait().expect("our own child").success());
}

/// What waiting cannot fix is not waited for.
#[test]
fn wrong_from_the_start_refuses_at_once() {
    let server = Server::shared();
    let good = server.database();
    for (url, message) in [
        (
            good.replace(PASSWORD, "canary-wrong"),
            "refuses the user or the password",
        ),
        (server.url("missing"), "there is no such database"),
        (format!("{good}?sslmode=require"), "no TLS connection"),
    ] {
        let installation = installation(&url);
        assert_refused(&installation.run(&[]), message);
    }
}

#[test]
fn url_without_sense_is_a_wrong_setting() {
    for url in [
        "postgres://postgres:canary@127.0.0.1",
        "postgres://postgres:pa#canary@127.0.0.1/db",
        "postgres://127.0.0.1/db?sslmode=canary",
        "postgres://127.0.0.1/db?canary=1",
        "mysql://root:canary@127.0.0.1/db",
    ] {
        let ran = installation(url).run(&["config", "check"]);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{url}");
        assert!(
            ran.stderr.contains("ACCOUNTS_DATABASE_URL"),
            "{}",
            ran.stderr
        );
        assert!(!ran.stderr.contains("canary"), "{}", ran.stderr);
    }
}

#[test]
fn settings_are_shown_without_the_password() {
    let ran = installation(&Server::shared().url("accounts")).run(&["config", "check"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.contains("postgres://postgres:***@127.0.0.1:"));
    assert!(!(ran.stdout + &ran.stderr).contains(PASSWORD));
}

/// SQLite's counterpart: a file that this user may only read. Root may write everything, so it is run as another user.
#[test]
fn read_only_file_refuses() {
    let installation = Installation::bare();
    let url = format!("sqlite:{}", installation.database().display());
    let with = |installation: Installation| installation.with("ACCOUNTS_DATABASE_URL", &url);
    let installation = with(installation);
    assert_eq!(installation.run(&["migrate"]).code, 0);
    let chmod = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("chmod");
    };
    let program = installation.folder().join("accounts-server");
    std::fs::copy(accounts_server(), &program).expect("copied");
    chmod(&program, 0o555);
    chmod(&installation.database(), 0o444);
    chmod(installation.folder(), 0o555);
    let mut run = Command::new(&program);
    run.env("ACCOUNTS_DATABASE_URL", &url)
        .env("ACCOUNTS_LISTEN", "127.0.0.1:0");
    let owner = std::os::unix::fs::MetadataExt::uid(
        &installation.folder().metadata().expect("it is there"),
    );
    if owner == 0 {
        run.uid(65534).gid(65534);
    }
    let output = run.output().expect("it runs");
    chmod(installation.folder(), 0o755);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("ACCOUNTS_DATABASE_URL") && said.contains("writable"),
        "{said}"
    );
}
