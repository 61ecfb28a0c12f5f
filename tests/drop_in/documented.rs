use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use accounts_tests::privy::{APP_ID, APP_SECRET, FakePrivy, PrivyIssuer};
use test_postgres::{PASSWORD, RecoupDatabase, Server};

use crate::world::{TheirKey, on};

const PAGE: &str = include_str!("../../docs/drop-in.md");

/// The blocks of the page in a language.
fn blocks(language: &str) -> Vec<&'static str> {
    let start = format!("\n```{language}\n");
    let blocks = PAGE.split(start.as_str()).skip(1);
    blocks
        .filter_map(|rest| rest.split("\n```").next())
        .collect()
}

/// Runs a program or a script as an administrator of the server would.
fn run(server: &Server, database: &str, folder: &Path, line: &[&str]) {
    let path = env::var("PATH").expect("a search path");
    let programs = test_postgres::programs();
    let output = Command::new(line[0])
        .args(&line[1..])
        .current_dir(folder)
        .env("PATH", format!("{}:{path}", programs.display()))
        .envs([("PGHOST", "127.0.0.1"), ("PGUSER", "postgres")])
        .envs([("PGPASSWORD", PASSWORD), ("PGDATABASE", database)])
        .env("PGPORT", server.port().to_string())
        .output()
        .expect("it can be run");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{line:?}: {said}");
}

/// The page from its first command to its last.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_a_copy_to_the_first_request_and_back() {
    let server = Server::start();
    let theirs = RecoupDatabase::on(&server);
    let copy = server
        .url("drop_in")
        .replace("//postgres:", "//accounts_server:");
    let mut installation = on(&copy, &copy);
    let secret = installation.key_secret();
    let key = TheirKey::new(&theirs, secret, "NULL");
    let folder = installation.folder().to_owned();
    let [dump] = blocks("bash")[..] else {
        panic!("one block");
    };
    run(&server, theirs.name(), &folder, &["bash", "-euc", dump]);
    let [set_up, emails, last_used, keys, create_accounts, remove] = blocks("sql")[..] else {
        panic!("six blocks");
    };
    let psql = |sql: &str| {
        fs::write(folder.join("drop-in.sql"), sql).expect("written");
        let line = ["psql", "--set=ON_ERROR_STOP=1", "--file=drop-in.sql"];
        run(&server, "drop_in", &folder, &line);
    };
    psql(&set_up.replace("'PASSWORD'", &format!("'{PASSWORD}'")));

    fs::write(folder.join("key"), &key.key).expect("written");
    let ran = installation.run(&["doctor", "--key-file", "key"]);
    assert_eq!(ran.code, 0, "{ran:#?}");
    for text in [
        "columns, types, rights and row-level security are as this server needs them",
        "ACCOUNTS_KEY_SECRET fits: the key in --key-file is in public.account_api_keys",
        "runs 7 migrations",
    ] {
        assert!(
            ran.stdout.contains(text) && PAGE.contains(text),
            "{text}: {ran:#?}"
        );
    }
    assert!(!ran.stdout.contains("CREATE INDEX"), "{ran:#?}");

    let (api, issuer) = (FakePrivy::start(), PrivyIssuer::new());
    fs::write(folder.join("privy.keys"), issuer.key_set()).expect("written");
    let privy = [
        ("ACCOUNTS_BEARER_ISSUER", "privy.io"),
        ("ACCOUNTS_BEARER_AUDIENCE", APP_ID),
        ("ACCOUNTS_BEARER_JWKS_FILE", "privy.keys"),
        ("ACCOUNTS_PRIVY_APP_ID", APP_ID),
        ("ACCOUNTS_PRIVY_APP_SECRET", APP_SECRET),
        ("ACCOUNTS_PRIVY_API_BASE", api.base()),
    ];
    // Each is refused before its statements, and no other is needed.
    for (settings, statements) in [
        (&privy[..], emails),
        (&[("ACCOUNTS_DIRECTORY_LAST_USED", "on")], last_used),
        (&[("ACCOUNTS_DIRECTORY_KEYS", "on")], keys),
        (
            &[("ACCOUNTS_DIRECTORY_CREATE_ACCOUNTS", "on")],
            create_accounts,
        ),
    ] {
        installation = settings
            .iter()
            .fold(installation, |all, (name, value)| all.with(name, value));
        let ran = installation.run(&["doctor"]);
        assert!(
            ran.code == 1 && ran.stdout.contains("run: GRANT "),
            "{ran:#?}"
        );
        psql(statements);
        let ran = installation.run(&["doctor"]);
        assert_eq!(ran.code, 0, "{ran:#?}");
    }
    let service = installation.serve();
    let subscribed = ["accounts", "subscribe", &key.account];
    let ran = service.installation().run(&subscribed);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let request = service.client().good(&key.key);
    // It allows a header more than usual.
    request.send_to_page().await.portal();
    // Its folder goes with it.
    let _stopped = service.stop();

    psql(remove);
    let left = "SELECT count(*) FROM pg_policy WHERE polname LIKE 'accounts_server_%'";
    assert_eq!(server.sql("drop_in", left), "0");
    let kept = "SELECT count(*) FROM account_api_keys";
    assert_eq!(server.sql("drop_in", kept), "10001");
}
