use std::time::{Duration, Instant};

use accounts_tests::Installation;
use accounts_tests::privy::user_id;
use test_postgres::{RecoupDatabase, Role, Server};

use crate::privy_app::{PrivyApp, assert_known, assert_refused, assert_silent};
use crate::world::{TheirKey, content, installation};

/// Runs every statement that a command says would help, until it says no more. Answers how many there were.
#[track_caller]
fn follow(theirs: &RecoupDatabase<'_>, installation: &Installation) -> usize {
    let mut count = 0;
    for _ in 0..9 {
        let ran = installation.run(&["doctor"]);
        let bad = ran.stdout.lines().filter(|line| line.starts_with("BAD"));
        let statements: Vec<_> = bad.filter_map(|line| line.split_once("run: ")).collect();
        if statements.is_empty() {
            assert_eq!(ran.code, 0, "{ran:#?}");
            return count;
        }
        for (_, statement) in statements {
            theirs.sql(statement);
            count += 1;
        }
    }
    panic!("it never ends");
}

/// What is missing refuses the start, with the statements that help.
#[test]
fn each_setting_needs_its_rights() {
    for (setting, statements) in [
        ("ACCOUNTS_DIRECTORY_LAST_USED", 2),
        ("ACCOUNTS_DIRECTORY_KEYS", 4),
        ("ACCOUNTS_DIRECTORY_CREATE_ACCOUNTS", 4),
    ] {
        let app = PrivyApp::new();
        let installation = app.installation(Role::Policy);
        let (ran, before) = (installation.run(&["doctor"]), content(&app.theirs));
        assert_eq!(ran.code, 0, "{ran:#?}");
        let installation = installation.with(setting, "on");
        let user = app.theirs.user(Role::Policy);
        let ran = installation.run(&["serve"]);
        assert_eq!(ran.code, 1, "{ran:#?}");
        assert!(
            ran.stderr.contains(&format!("the user {user} may not ")),
            "{ran:#?}"
        );
        assert!(
            ran.stderr
                .contains("row-level security does not let the user"),
            "{ran:#?}"
        );
        assert!(!ran.stdout.contains("Listening"), "{ran:#?}");
        assert_eq!(follow(&app.theirs, &installation), statements, "{setting}");
        assert_eq!(content(&app.theirs), before, "nothing is written for that");
        let _service = installation.serve();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn use_of_keys_is_written() {
    let theirs = RecoupDatabase::on(Server::shared());
    let installation =
        installation(&theirs, Role::Policy).with("ACCOUNTS_DIRECTORY_LAST_USED", "on");
    follow(&theirs, &installation);
    let key = TheirKey::new(&theirs, installation.key_secret(), "NULL");
    let unused = TheirKey::new(&theirs, installation.key_secret(), "NULL");
    let last_used = |id: &str| {
        theirs.sql(&format!(
            "SELECT (now() AT TIME ZONE 'UTC') - last_used BETWEEN interval '0' AND interval '1 minute' \
             FROM account_api_keys WHERE id = '{id}'"
        ))
    };
    let service = installation.serve();
    for _ in 0..3 {
        assert_known(&service.client().good(&key.key).send().await);
    }
    let start = Instant::now();
    while last_used(&key.id) != "t" {
        assert!(start.elapsed() < Duration::from_secs(10), "not written");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(last_used(&unused.id), "");
    let written = content(&theirs);
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_known(&service.client().good(&key.key).send().await);
    let (ran, installation) = service.stop();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(content(&theirs), written, "once in five minutes");
    let listed = installation.run(&["keys", "list", "--account", &key.account]);
    assert!(!listed.stdout.contains("unused"), "{listed:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keys_by_the_command_line() {
    let theirs = RecoupDatabase::on(Server::shared());
    let installation = installation(&theirs, Role::Policy)
        .with("ACCOUNTS_DIRECTORY_KEYS", "on")
        .migrated();
    follow(&theirs, &installation);
    let account = theirs.account("Acme");
    let create = [
        "keys",
        "create",
        "--account",
        &account,
        "--name",
        "ci",
        "--expires",
        "90d",
    ];
    let key = installation.line(&[&["--operator", "ann"][..], &create].concat());
    let listed = installation.line(&["keys", "list", "--account", &account]);
    let id = listed.split_whitespace().next().expect("an id").to_owned();
    assert!(
        listed.contains("active") && listed.ends_with("ci"),
        "{listed}"
    );
    let row = theirs.sql(&format!(
        "SELECT name, account, length(key_hash), last_used IS NULL, \
         expires_at - created_at BETWEEN interval '89 days' AND interval '90 days' \
         FROM account_api_keys WHERE id = '{id}'"
    ));
    assert_eq!(row, format!("ci|{account}|64|t|t"));

    let service = installation.serve();
    assert_known(&service.client().good(&key).send().await);
    let installation = service.installation();
    let ran = installation.run(&["--operator", "ann", "keys", "revoke", &id]);
    assert_eq!(ran.code, 0, "{ran:#?}");
    let start = Instant::now();
    while service.client().good(&key).send().await.status != 401 {
        assert!(
            start.elapsed() < Duration::from_secs(3),
            "it is still accepted"
        );
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let audited = installation
        .run(&["audit", "list", "--account", &account])
        .stdout;
    let lines: Vec<_> = audited.lines().collect();
    assert_eq!(lines.len(), 2, "{audited}");
    for (line, action) in lines.iter().zip(["key.create", "key.revoke"]) {
        assert!(
            line.contains(&format!("  ann  {action}  {account}  {id}  ")),
            "{line}"
        );
    }
    assert!(!audited.contains(&key), "{audited}");

    let ran = installation.run(&["keys", "revoke", &id]);
    assert!(
        ran.code == 1 && ran.stderr.contains("there is no key"),
        "{ran:#?}"
    );
    let unknown = "00000000-0000-4000-8000-00000000000f";
    let ran = installation.run(&["keys", "create", "--account", unknown, "--name", "ci"]);
    assert!(
        ran.code == 1 && ran.stderr.contains("there is no account"),
        "{ran:#?}"
    );
    let ran = installation.run(&["keys", "expire", &id]);
    assert!(
        ran.code == 2 && ran.stderr.contains("read and not written"),
        "{ran:#?}"
    );
}

/// Two servers, and users who come to both of them at once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn accounts_of_new_users() {
    let app = PrivyApp::new();
    let create =
        |installation: Installation| installation.with("ACCOUNTS_DIRECTORY_CREATE_ACCOUNTS", "on");
    let first = create(app.installation(Role::Policy));
    follow(&app.theirs, &first);
    let services = [
        first.serve(),
        create(app.installation(Role::Policy)).serve(),
    ];
    app.theirs.sql(
        "INSERT INTO account_emails (account_id, email) VALUES (NULL, 'canary-null@example.com')",
    );
    app.api
        .user_with_email(&user_id("null"), "canary-null@example.com");
    app.api.user(&user_id("walletonly"), serde_json::json!([]));
    for service in &services {
        for name in ["null", "walletonly", "stranger"] {
            assert_refused(&app.ask(service, name).await);
        }
        assert_known(&app.ask(service, "ann").await);
    }
    let count = |table: &str| app.theirs.sql(&format!("SELECT count(*) FROM {table}"));
    assert_eq!(
        (&*count("accounts"), &*count("account_emails")),
        ("10001", "10002")
    );
    for round in 0..5 {
        let name = format!("new{round}");
        app.api
            .user_with_email(&user_id(&name), &format!("canary-{name}@example.com"));
        let [one, two] = [&services[0], &services[1]].map(|service| app.ask(service, &name));
        let answers = tokio::join!(one, two);
        assert_known(&answers.0);
        assert_known(&answers.1);
    }
    assert_eq!(
        (&*count("accounts"), &*count("account_emails")),
        ("10006", "10007")
    );
    let nameless = "SELECT count(*) FROM accounts JOIN account_emails ON account_id = accounts.id \
                    WHERE name IS NULL AND timestamp > 1700000000000 AND email LIKE 'canary-new%'";
    assert_eq!(app.theirs.sql(nameless), "5");
    let audited = services[0].installation().run(&["audit", "list"]).stdout;
    assert_eq!(
        audited.matches("  (program)  account.create  ").count(),
        5,
        "{audited}"
    );
    for service in services {
        let (ran, _) = service.stop();
        assert_silent(&ran);
    }
    assert!(!audited.contains("canary"), "{audited}");
}
