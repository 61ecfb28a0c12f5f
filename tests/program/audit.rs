use accounts_tests::{Installation, Ran};
use serde_json::Value;

const ISSUER: &str = "https://issuer.example";

/// Every command that changes something.
fn change_all(installation: &Installation) -> (String, Vec<String>) {
    let line =
        |arguments: &[&str]| installation.line(&[arguments, &["--operator", "ann"]].concat());
    let silent = |arguments: &[&str]| {
        let ran = installation.run(&[&["--operator", "ann"], arguments].concat());
        assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{ran:?}");
    };
    let account = line(&["accounts", "create", "--name", "canary-name"]);
    silent(&["accounts", "subscribe", &account]);
    let mut secrets = Vec::new();
    for expires in ["90d", "1d"] {
        let create = ["keys", "create", "--account", &account, "--name", "canary"];
        secrets.push(line(&[&create[..], &["--expires", expires]].concat()));
    }
    let hash = "ab".repeat(32);
    let import = ["keys", "import", "--account", &account, "--name", "canary"];
    let imported = line(&[&import[..], &["--hash", &hash]].concat());
    silent(&["keys", "expire", &imported]);
    silent(&["keys", "revoke", &imported]);
    secrets.push(hash);
    let who = ["--issuer", ISSUER, "--subject", "did:privy:ann"];
    let link = ["identities", "link", "--account", &account];
    silent(&[&link[..], &who].concat());
    silent(&[&["identities", "unlink"], &who[..]].concat());
    silent(&["billing", "link", &account, "cus_1"]);
    silent(&["billing", "unlink", &account]);
    silent(&["accounts", "disable", &account]);
    silent(&["accounts", "enable", &account]);
    (account, secrets)
}

fn json(ran: &Ran) -> Vec<Value> {
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let lines = ran.stdout.lines();
    lines
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

#[test]
fn each_change_is_listed_with_its_operator() {
    let installation = Installation::new()
        .with("ACCOUNTS_BEARER_ISSUER", ISSUER)
        .with("ACCOUNTS_BEARER_AUDIENCE", "app")
        .migrated();
    let (account, secrets) = change_all(&installation);
    let seeded = installation.run(&["sandbox", "seed", "--scenario", "past-due"]);
    assert_eq!(seeded.code, 0, "{}", seeded.stderr);

    let list = ["audit", "list", "--account", &account];
    let text = installation.run(&list);
    assert_eq!((text.code, text.stderr.as_str()), (0, ""));
    for line in text.stdout.lines() {
        let words: Vec<_> = line.split("  ").collect();
        assert_eq!(
            (words.len(), words[2], words[4]),
            (7, "ann", &*account),
            "{line}"
        );
    }
    let entries = json(&installation.run(&[&list[..], &["--format", "json"]].concat()));
    let actions: Vec<_> = entries
        .iter()
        .map(|entry| entry["action"].as_str())
        .collect();
    let expected = [
        "account.create",
        "account.subscribe",
        "account.subscribe",
        "key.create",
        "key.create",
        "key.import",
        "key.expire",
        "key.revoke",
        "identity.link",
        "identity.unlink",
        "customer.link",
        "customer.unlink",
        "account.disable",
        "account.enable",
    ];
    assert_eq!(actions, expected.map(Some));
    assert!(entries.iter().all(|entry| entry["operator"] == "ann"));
    assert_eq!(entries[8]["subject"], format!("did:privy:ann of {ISSUER}"));
    assert_eq!(entries[10]["subject"], "cus_1");
    assert_eq!(entries[6]["subject"], entries[7]["subject"]);
    let shown = entries[6]["detail"].as_str().expect("a detail");
    assert!(shown.starts_with("expires 2"), "{shown}");

    let all = installation.run(&["audit", "list", "--format", "json"]);
    for secret in secrets.iter().map(String::as_str).chain(["canary"]) {
        assert!(!all.stdout.contains(secret), "{secret}: {}", all.stdout);
    }
    // Without the flag: whoever runs this.
    let by = json(&all).last().map(|entry| entry["operator"].clone());
    let user = std::process::Command::new("id").arg("-un").output();
    let user = user.expect("a user").stdout;
    let user = String::from_utf8(user).expect("UTF-8");
    assert_eq!(by.expect("an entry"), user.trim());
}

#[test]
fn list_by_filter_and_page() {
    let installation = Installation::new().migrated();
    let [ann, _] =
        ["Ann", "Bob"].map(|name| installation.line(&["accounts", "create", "--name", name]));
    let list = |arguments: &[&str]| {
        let all = ["audit", "list", "--format", "json"];
        installation.run(&[&all[..], arguments].concat())
    };
    let xml = installation.run(&["audit", "list", "--format", "xml"]);
    assert_eq!(xml.code, 2, "{}", xml.stdout);
    assert!(xml.stderr.contains("text, json"), "{}", xml.stderr);
    assert_eq!(json(&list(&[])).len(), 4, "two of each");
    assert_eq!(json(&list(&["--account", &ann])).len(), 2);
    assert_eq!(json(&list(&["--action", "account.create"])).len(), 2);
    assert_eq!(json(&list(&["--since", "1h"])).len(), 4);
    assert_eq!(json(&list(&["--since", "2020-01-31"])).len(), 4);
    let first = list(&["--limit", "3"]);
    let entries = json(&first);
    let last = entries[2]["id"].as_str().expect("an id");
    let said = format!("there are more: `--after {last}` prints the next\n");
    assert_eq!(first.stderr, said);
    let rest = list(&["--after", last]);
    assert_eq!((json(&rest).len(), rest.stderr.as_str()), (1, ""));
    for (arguments, said) in [
        (&["--action", "nonsense"][..], "account.create"),
        (&["--account", "nonsense"], "not an account id"),
        (&["--since", "2999-01-01"], "in the future"),
        (&["--since", "soon"], "write a time such as"),
        (&["--after", "nonsense"], "--after"),
    ] {
        let ran = list(arguments);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.stderr.contains(said), "{said}: {}", ran.stderr);
    }
}

/// The program's own changes have no operator.
#[tokio::test]
async fn changes_of_the_program_itself() {
    let service = Installation::bare()
        .with("ACCOUNTS_LISTEN", "127.0.0.1:0")
        .serve();
    let ran = service.installation().run(&["audit", "list"]);
    let actions: Vec<_> = ran
        .stdout
        .lines()
        .map(|line| line.split("  ").nth(3))
        .collect();
    let expected = ["account.create", "account.subscribe", "key.create"];
    assert_eq!(actions, expected.map(Some), "{}", ran.stdout);
    let demo = "(program)";
    assert_eq!(ran.stdout.matches(demo).count(), 3, "{}", ran.stdout);
    let json = service
        .installation()
        .run(&["audit", "list", "--format", "json"]);
    assert_eq!(json.stdout.matches("\"operator\":null").count(), 3);
}

#[test]
fn prune_says_how_many_and_asks() {
    let installation = Installation::new().migrated();
    let account = installation.line(&["accounts", "create", "--name", "Ann"]);
    let entries = || json(&installation.run(&["audit", "list", "--format", "json"]));
    for arguments in [
        &["--older-than", "1"][..],
        &["--before", "2020-01-31"],
        &["--before", "24h"],
    ] {
        let ran = installation.run(&[&["audit", "prune"], arguments].concat());
        assert_eq!(ran.code, 1, "{}", ran.stderr);
        assert!(
            ran.stdout.starts_with("0 entries from before 20"),
            "{}",
            ran.stdout
        );
        assert!(ran.stderr.contains("--yes"), "{}", ran.stderr);
        let ran = installation.run(&[&["audit", "prune", "--yes"], arguments].concat());
        assert_eq!((ran.code, ran.stdout.as_str()), (0, "0 entries removed\n"));
    }
    assert_eq!(entries().len(), 2);
    std::thread::sleep(std::time::Duration::from_millis(2));
    let asked = installation.run(&["audit", "prune", "--older-than", "0"]);
    assert_eq!(asked.code, 1, "{}", asked.stderr);
    assert!(
        asked.stdout.starts_with("2 entries from before"),
        "{}",
        asked.stdout
    );
    assert_eq!(entries().len(), 2, "nothing was changed");
    let pruned = [
        "audit",
        "prune",
        "--older-than",
        "0",
        "--yes",
        "--operator",
        "ann",
    ];
    let pruned = installation.run(&pruned);
    assert_eq!(
        (pruned.code, pruned.stdout.as_str()),
        (0, "2 entries removed\n")
    );
    let left = entries();
    assert_eq!((left.len(), &left[0]["action"]), (1, &"audit.prune".into()));
    assert_eq!(left[0]["operator"], "ann");
    assert!(
        installation
            .line(&["accounts", "list"])
            .starts_with(&account)
    );
    for (arguments, said) in [
        (&[][..], "--before"),
        (
            &["--before", "2020-01-31", "--older-than", "1"],
            "--older-than",
        ),
        (&["--before", "2999-01-31"], "in the future"),
        (&["--older-than", "a year"], "a number of days"),
        (&["--older-than=-1"], "a number of days"),
    ] {
        let ran = installation.run(&[&["audit", "prune", "--yes"], arguments].concat());
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.stderr.contains(said), "{said}: {}", ran.stderr);
    }
}
