use accounts_tests::{Installation, Service};

fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    let digits = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c) || c == '-';
    lengths.eq([8, 4, 4, 4, 12]) && text.chars().all(digits)
}

async fn status_with(service: &Service, key: &str) -> u16 {
    service.client().good(key).send().await.status
}

#[test]
fn print_results_alone_on_stdout() {
    let installation = Installation::new().migrated();
    let account = installation.line(&["accounts", "create", "--name", "Acme"]);
    assert!(is_uuid(&account), "{account:?}");
    let key = ["keys", "create", "--account", &account, "--name", "ci"];
    let key = installation.line(&key);
    assert_eq!(key.len(), 53, "{key:?}");
    assert!(key.starts_with("recoup_sk_"), "{key:?}");

    let listed = installation.line(&["accounts", "list"]);
    assert!(listed.starts_with(&account), "{listed}");
    assert!(listed.contains("Acme"), "{listed}");

    let listed = installation.line(&["keys", "list", "--account", &account]);
    let id = listed.split_whitespace().next().expect("an id");
    assert!(is_uuid(id), "{listed}");
    assert!(listed.contains(&key[49..]), "the last characters: {listed}");
    assert!(
        listed.contains("never") && listed.contains("ci"),
        "{listed}"
    );
    assert!(!listed.contains(&key), "a key is shown once");

    let revoked = installation.run(&["keys", "revoke", id]);
    assert_eq!((revoked.code, revoked.stdout.as_str()), (0, ""));
    let listed = installation.run(&["keys", "list", "--account", &account]);
    assert_eq!((listed.code, listed.stdout.as_str()), (0, ""));
}

#[test]
fn lists_are_bounded_and_say_so() {
    let installation = Installation::new().migrated();
    let account = installation.line(&["accounts", "create", "--name", "first"]);
    let names = ["one", "two", "three"];
    for name in names {
        installation.line(&["keys", "create", "--account", &account, "--name", name]);
        let link = [
            "identities",
            "link",
            "--issuer",
            "privy.io",
            "--subject",
            name,
        ];
        let linked = installation.run(&[&link[..], &["--account", &account]].concat());
        assert_eq!(linked.code, 0, "{}", linked.stderr);
    }
    for (list, total) in [
        (&["keys", "list", "--account", &account][..], 3),
        (&["identities", "list", "--account", &account], 3),
    ] {
        let all = installation.run(list);
        assert_eq!(
            (all.stdout.lines().count(), all.stderr.as_str()),
            (total, "")
        );
        let fewer = (total - 1).to_string();
        let ran = installation.run(&[list, &["--limit", &fewer]].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let shown: Vec<_> = ran.stdout.lines().collect();
        let oldest: Vec<_> = all.stdout.lines().take(total - 1).collect();
        assert_eq!(shown, oldest);
        let remark = format!("the oldest {fewer} of {total}; `--limit {total}` prints all\n");
        assert_eq!(ran.stderr, remark);
        let none = installation.run(&[list, &["--limit", "0"]].concat());
        assert_eq!(none.code, 2, "{}", none.stderr);
    }
}

#[test]
fn accounts_are_listed_page_by_page() {
    let installation = Installation::new().migrated();
    let mut made: Vec<_> = ["one", "two", "three", "four", "five"]
        .map(|name| installation.line(&["accounts", "create", "--name", name]))
        .into();
    let mut after = Vec::new();
    for more in [true, true, false] {
        let list = [&["accounts", "list", "--limit", "2"], &after[..]].concat();
        let ran = installation.run(&list);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let next = made.split_off(made.len().min(2));
        let ids = ran.stdout.lines().map(|line| line.split(' ').next());
        assert!(
            ids.eq(made.iter().map(|id| Some(id.as_str()))),
            "{}",
            ran.stdout
        );
        let last: &str = made[made.len() - 1].clone().leak();
        let remark = format!("there are more: `--after {last}` prints the next\n");
        assert_eq!(ran.stderr, if more { remark.as_str() } else { "" });
        after = vec!["--after", last];
        made = next;
    }
    let end = installation.run(&[&["accounts", "list"], &after[..]].concat());
    assert_eq!(
        (end.code, end.stdout.as_str(), end.stderr.as_str()),
        (0, "", "")
    );
    let stranger = "00000000-0000-4000-8000-00000000000f";
    let ran = installation.run(&["accounts", "list", "--after", stranger]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains(stranger), "{}", ran.stderr);
}

#[tokio::test]
async fn revoke_key_while_serving() {
    let service = Installation::new().serve();
    let account = service.account("Acme");
    let (kept, gone) = (service.key_of(&account), service.key_of(&account));
    assert_eq!(status_with(&service, &kept).await, 200);
    assert_eq!(status_with(&service, &gone).await, 200);

    let keys = service
        .installation()
        .run(&["keys", "list", "--account", &account]);
    let line = keys.stdout.lines().find(|line| line.contains(&gone[49..]));
    let id = line
        .and_then(|line| line.split_whitespace().next())
        .expect("an id");
    let revoked = service.installation().run(&["keys", "revoke", id]);
    assert_eq!(revoked.code, 0, "{}", revoked.stderr);

    // The server was told nothing, and may remember the key for less than this.
    std::thread::sleep(std::time::Duration::from_secs(1));
    service
        .client()
        .good(&gone)
        .send()
        .await
        .assert_error(401, "Unauthorized");
    assert_eq!(status_with(&service, &kept).await, 200);
}

#[tokio::test]
async fn present_key_before_and_after_expiry() {
    let service = Installation::new().serve();
    let account = service.account("Acme");
    let with_expiry = |expiry: &str| {
        let arguments = [
            "keys",
            "create",
            "--account",
            &account,
            "--name",
            "x",
            "--expires",
            expiry,
        ];
        service.installation().line(&arguments)
    };
    let long = with_expiry("90d");
    let short = with_expiry("1s");
    assert_eq!(status_with(&service, &long).await, 200);
    // Bounded: each turn takes some milliseconds.
    let mut turns = 0..10_000;
    while status_with(&service, &short).await != 401 {
        turns.next().expect("it expires");
    }
    service
        .client()
        .good(&short)
        .send()
        .await
        .assert_error(401, "Unauthorized");
    assert_eq!(status_with(&service, &long).await, 200);
}

#[test]
fn create_key_expiry_refused() {
    let installation = Installation::new().migrated();
    let account = installation.line(&["accounts", "create", "--name", "Acme"]);
    for expiry in ["yesterday", "2020-01-01T00:00:00Z", "-1d", "0s", ""] {
        let expires = format!("--expires={expiry}");
        let arguments = [
            "keys",
            "create",
            "--account",
            &account,
            "--name",
            "x",
            &expires,
        ];
        let ran = installation.run(&arguments);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{expiry}");
        assert!(ran.stderr.contains("--expires"), "{}", ran.stderr);
    }
}

#[tokio::test]
async fn create_account_no_subscription() {
    let service = Installation::new().serve();
    let arguments = ["accounts", "create", "--name", "Poor", "--no-subscription"];
    let key = service.key_of(&service.installation().line(&arguments));
    let answer = service.client().good(&key).send().await;
    answer.assert_error(400, "No active subscription found");
}

#[test]
fn name_what_does_not_exist() {
    let installation = Installation::new().migrated();
    let unknown = "00000000-0000-4000-8000-00000000000f";
    for (arguments, code, named) in [
        (
            &["keys", "create", "--account", unknown, "--name", "x"][..],
            1,
            unknown,
        ),
        (&["keys", "list", "--account", unknown], 1, unknown),
        (&["keys", "revoke", unknown], 1, unknown),
        (&["keys", "revoke", "nope"], 2, "not a key id"),
        (
            &["keys", "create", "--account", "nope", "--name", "x"],
            2,
            "not an account id",
        ),
        (&["keys", "create", "--name", "x"], 2, "--account"),
        (&["accounts", "create"], 2, "--name"),
        (&["accounts", "create", "--name", ""], 2, "--name"),
        (&["accounts"], 2, "create"),
        (&["nonsense"], 2, "nonsense"),
        (&["serve", "--nonsense"], 2, "--nonsense"),
    ] {
        let ran = installation.run(arguments);
        assert_eq!(
            (ran.code, ran.stdout.as_str()),
            (code, ""),
            "{arguments:?}: {}",
            ran.stderr
        );
        assert!(ran.stderr.contains(named), "{arguments:?}: {}", ran.stderr);
    }
}

#[test]
fn print_help_and_version() {
    let installation = Installation::bare();
    let help = installation.run(&["--help"]);
    assert_eq!(help.code, 0);
    for text in [
        "ACCOUNTS_KEY_SECRET",
        "--listen",
        "Examples:",
        "Exit codes:",
        "keys",
        "accounts",
    ] {
        assert!(help.stdout.contains(text), "{text}: {}", help.stdout);
    }
    assert!(!help.stdout.contains('\u{1b}'), "colours are for terminals");
    assert!(
        !help.stdout.contains("--key-secret"),
        "secrets have no flag"
    );
    let version = installation.line(&["--version"]);
    assert!(version.starts_with("accounts-server "), "{version}");
    for arguments in [
        &["keys", "--help"][..],
        &["keys", "create", "--help"],
        &["accounts", "create", "--help"],
    ] {
        assert_eq!(installation.run(arguments).code, 0, "{arguments:?}");
    }
    // None of it made a database.
    assert!(!installation.database().exists());
}
