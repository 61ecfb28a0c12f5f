use std::time::Duration;

use accounts_tests::{Answer, Installation, Service};

/// Promised for a revoked key, and so for a disabled account.
const SECOND: Duration = Duration::from_secs(1);

/// Two servers on one database, whichever it is.
fn two() -> [Service; 2] {
    let one = Installation::new().serve();
    let url = one.installation().database_url();
    let other = Installation::new()
        .with("ACCOUNTS_DATABASE_URL", &url)
        .serve();
    [one, other]
}

async fn answers(services: &[Service; 2], key: &str) -> [Answer; 2] {
    let [one, other] = services;
    let one = one.client().good(key).send().await;
    [one, other.client().good(key).send().await]
}

async fn assert_good(services: &[Service; 2], key: &str) {
    for answer in answers(services, key).await {
        answer.portal();
    }
}

async fn assert_refused(services: &[Service; 2], key: &str) {
    for answer in answers(services, key).await {
        answer.assert_error(401, "Unauthorized");
        assert!(answer.header("www-authenticate").is_some());
    }
}

#[track_caller]
fn silent(installation: &Installation, arguments: &[&str]) {
    let ran = installation.run(arguments);
    let shown = (ran.code, ran.stdout.as_str(), ran.stderr.as_str());
    assert_eq!(shown, (0, "", ""), "{arguments:?}");
}

fn states(installation: &Installation, account: &str, all: bool) -> Vec<String> {
    let list = ["keys", "list", "--account", account, "--all"];
    let ran = installation.run(if all { &list } else { &list[..4] });
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let state = |line: &str| line.split_whitespace().nth(5).expect("a state").to_owned();
    ran.stdout.lines().map(state).collect()
}

#[tokio::test]
async fn disable_and_enable_while_two_servers_run() {
    let services = two();
    let installation = services[0].installation();
    let [account, neighbour] = ["Ann", "Bob"].map(|name| services[0].account(name));
    let (key, other) = (services[0].key_of(&account), services[0].key_of(&neighbour));
    for _ in 0..2 {
        assert_good(&services, &key).await;
        assert_good(&services, &other).await;
        // Again is fine.
        for _ in 0..2 {
            silent(installation, &["accounts", "disable", &account]);
        }
        tokio::time::sleep(SECOND).await;
        assert_refused(&services, &key).await;
        assert_good(&services, &other).await;
        assert_eq!(states(installation, &account, false), ["disabled"]);
        let listed = installation.run(&["accounts", "list"]).stdout;
        let line = |id: &str| {
            listed
                .lines()
                .find(|line| line.starts_with(id))
                .expect("a line")
        };
        assert!(line(&account).contains("  disabled  Ann"), "{listed}");
        assert!(line(&neighbour).contains("  active    Bob"), "{listed}");
        // What is created meanwhile is refused as well.
        assert_refused(&services, &services[0].key_of(&account)).await;

        for _ in 0..2 {
            silent(installation, &["accounts", "enable", &account]);
        }
        // At once: refusals are not remembered.
        assert_good(&services, &key).await;
        let last = installation
            .run(&["keys", "list", "--account", &account])
            .stdout;
        let last = last.lines().last().expect("a line");
        let id = last.split_whitespace().next().expect("an id");
        silent(installation, &["keys", "revoke", id]);
    }
}

#[tokio::test]
async fn expire_key_while_two_servers_run() {
    let services = two();
    let installation = services[0].installation();
    let account = services[0].account("Ann");
    let keys = [(); 3].map(|()| services[0].key_of(&account));
    for key in &keys {
        assert_good(&services, key).await;
    }
    let listed = installation
        .run(&["keys", "list", "--account", &account])
        .stdout;
    let id_of = |key: &str| {
        let line = listed.lines().find(|line| line.contains(&key[49..]));
        line.and_then(|line| line.split_whitespace().next())
            .expect("an id")
    };
    let [now, past, later] = [0, 1, 2].map(|index| id_of(&keys[index]));
    silent(installation, &["keys", "expire", now]);
    silent(
        installation,
        &["keys", "expire", past, "--at", "2020-01-01T00:00:00Z"],
    );
    silent(installation, &["keys", "expire", later, "--at", "90d"]);
    tokio::time::sleep(SECOND).await;
    assert_refused(&services, &keys[0]).await;
    assert_refused(&services, &keys[1]).await;
    assert_good(&services, &keys[2]).await;
    let mut found = states(installation, &account, false);
    found.sort_unstable();
    assert_eq!(found, ["active", "expired", "expired"]);
    let listed = installation
        .run(&["keys", "list", "--account", &account])
        .stdout;
    assert!(
        !listed.contains("2020-01-01"),
        "in the past means now: {listed}"
    );
    // Its time may be moved on again.
    silent(installation, &["keys", "expire", now, "--at", "1h"]);
    assert_good(&services, &keys[0]).await;

    silent(installation, &["keys", "revoke", past]);
    assert_eq!(states(installation, &account, false).len(), 2);
    let mut found = states(installation, &account, true);
    found.sort_unstable();
    assert_eq!(found, ["active", "active", "revoked"]);
    let unknown = "00000000-0000-4000-8000-00000000000f";
    let ran = installation.run(&["keys", "expire", unknown]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("keys list --account"), "{}", ran.stderr);
    let ran = installation.run(&["keys", "expire", now, "--at", "soon"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains("--at"), "{}", ran.stderr);
}

#[tokio::test]
async fn delete_account_while_two_servers_run() {
    let services = two();
    let installation = services[0].installation();
    let [account, neighbour] = ["Ann", "Bob"].map(|name| services[0].account(name));
    let (key, other) = (services[0].key_of(&account), services[0].key_of(&neighbour));
    assert_good(&services, &key).await;
    let link = [
        "identities",
        "link",
        "--issuer",
        "privy.io",
        "--subject",
        "ann@canary.example",
    ];
    let linked = installation.run(&[&link[..], &["--account", &account]].concat());
    assert_eq!(linked.code, 0, "{}", linked.stderr);
    silent(installation, &["billing", "link", &account, "cus_1"]);

    let asked = installation.run(&["accounts", "delete", &account]);
    let found =
        "with 1 key, 1 identity, the link to customer cus_1, its subscription in the sandbox\n";
    assert_eq!(
        (asked.code, asked.stdout),
        (1, format!("account {account} would be deleted, {found}"))
    );
    assert!(
        asked.stderr.contains("nothing was changed"),
        "{}",
        asked.stderr
    );
    assert!(asked.stderr.contains("--yes"), "{}", asked.stderr);
    assert_good(&services, &key).await;

    let deleted = installation.run(&["accounts", "delete", &account, "--yes"]);
    assert_eq!(
        (deleted.code, deleted.stdout),
        (0, format!("account {account} was deleted, {found}"))
    );
    assert!(
        deleted.stderr.contains("customer cus_1 stays at Stripe"),
        "{}",
        deleted.stderr
    );
    tokio::time::sleep(SECOND).await;
    assert_refused(&services, &key).await;
    assert_good(&services, &other).await;
    for command in [
        &["accounts", "delete", &account, "--yes"][..],
        &["accounts", "disable", &account],
        &["accounts", "enable", &account],
        &["keys", "list", "--account", &account],
    ] {
        let ran = installation.run(command);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{command:?}");
        assert!(ran.stderr.contains("accounts list"), "{}", ran.stderr);
    }
    let audit = installation
        .run(&["audit", "list", "--account", &account])
        .stdout;
    let last = audit.lines().last().expect("an entry");
    assert!(last.contains("account.delete"), "{audit}");
    for gone in ["canary", "cus_1", "Ann"] {
        assert!(!audit.contains(gone), "{gone}: {audit}");
    }
}

/// What nothing was known of here may still be at Stripe.
#[test]
fn delete_says_what_to_look_for_at_stripe() {
    let installation = Installation::new()
        .with("ACCOUNTS_BILLING", "stripe")
        .with(
            "ACCOUNTS_STRIPE_SECRET_KEY",
            "sk_test_0123456789abcdefghijklmn",
        )
        .migrated();
    let account = installation.line(&["accounts", "create", "--name", "Ann"]);
    let deleted = installation.run(&["accounts", "delete", &account, "--yes"]);
    let said = format!("account {account} was deleted, with 0 keys, 0 identities\n");
    assert_eq!((deleted.code, deleted.stdout), (0, said));
    let search = format!("metadata['accountId']:'{account}'");
    assert!(deleted.stderr.contains(&search), "{}", deleted.stderr);
}

/// Commands on a database that lacks the tables say so, as the others do.
#[test]
fn commands_on_an_old_schema() {
    let installation = Installation::new();
    let id = "00000000-0000-4000-8000-00000000000f";
    for command in [
        &["audit", "list"][..],
        &["audit", "prune", "--older-than", "1"],
        &["accounts", "disable", id],
        &["accounts", "delete", id],
        &["keys", "expire", id],
    ] {
        let ran = installation.run(command);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{command:?}");
        let says = ["accounts-server migrate", "ACCOUNTS_DATABASE_URL"];
        assert!(
            says.iter().all(|text| ran.stderr.contains(text)),
            "{}",
            ran.stderr
        );
    }
}
