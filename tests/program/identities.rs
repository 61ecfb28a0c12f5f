use accounts_tests::{Installation, Ran};

const ISSUER: &str = "https://issuer.example";
const SUBJECT: &str = "did:privy:cm1ann";

/// Takes tokens of the issuer.
fn installation() -> Installation {
    Installation::new()
        .with("ACCOUNTS_BEARER_ISSUER", ISSUER)
        .with("ACCOUNTS_BEARER_AUDIENCE", "app")
        .migrated()
}

fn link(installation: &Installation, subject: &str, account: &str) -> Ran {
    let who = ["--issuer", ISSUER, "--subject", subject];
    installation.run(&[&["identities", "link"], &who[..], &["--account", account]].concat())
}

fn unlink(installation: &Installation, subject: &str) -> Ran {
    installation.run(&[
        "identities",
        "unlink",
        "--issuer",
        ISSUER,
        "--subject",
        subject,
    ])
}

fn list(installation: &Installation, account: &str) -> Ran {
    installation.run(&["identities", "list", "--account", account])
}

#[track_caller]
fn assert_silent(ran: &Ran) {
    assert_eq!(
        (ran.code, ran.stdout.as_str(), ran.stderr.as_str()),
        (0, "", "")
    );
}

#[track_caller]
fn assert_failed(ran: &Ran, code: i32, said: &str) {
    assert_eq!(
        (ran.code, ran.stdout.as_str()),
        (code, ""),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains(said), "{said}: {}", ran.stderr);
}

#[test]
fn link_list_unlink() {
    let installation = installation();
    let account = installation.line(&["accounts", "create", "--name", "Acme"]);
    assert_silent(&list(&installation, &account));
    // Again is fine.
    for _ in 0..2 {
        assert_silent(&link(&installation, SUBJECT, &account));
    }
    let listed = list(&installation, &account);
    assert_eq!(listed.stdout.lines().count(), 1, "{}", listed.stdout);
    let words: Vec<_> = listed.stdout.split_whitespace().collect();
    assert_eq!(words[1..], [ISSUER, SUBJECT]);

    assert_silent(&unlink(&installation, SUBJECT));
    assert_silent(&list(&installation, &account));
    assert_failed(
        &unlink(&installation, SUBJECT),
        1,
        "is linked to no account",
    );
}

#[test]
fn link_is_never_moved_in_passing() {
    let installation = installation();
    let [ann, bob] =
        ["Ann", "Bob"].map(|name| installation.line(&["accounts", "create", "--name", name]));
    assert_silent(&link(&installation, SUBJECT, &ann));
    let refused = link(&installation, SUBJECT, &bob);
    assert_failed(&refused, 1, &format!("linked to account {ann} already"));
    assert!(
        refused.stderr.contains("identities unlink"),
        "{}",
        refused.stderr
    );
    assert_silent(&list(&installation, &bob));

    // The way out that it names.
    assert_silent(&unlink(&installation, SUBJECT));
    assert_silent(&link(&installation, SUBJECT, &bob));
    assert!(list(&installation, &bob).stdout.contains(SUBJECT));
}

#[test]
fn link_what_does_not_exist() {
    let installation = installation();
    let unknown = "00000000-0000-4000-8000-00000000000f";
    assert_failed(&link(&installation, SUBJECT, unknown), 1, "accounts list");
    assert_failed(&list(&installation, unknown), 1, "accounts list");
    assert_failed(
        &link(&installation, SUBJECT, "nope"),
        2,
        "not an account id",
    );
    assert_failed(&link(&installation, "", unknown), 2, "--subject");
    assert_failed(&link(&installation, " ann", unknown), 2, "--subject");
    assert_failed(&link(&installation, "a\u{1b}[2J", unknown), 2, "--subject");
    assert_failed(
        &link(&installation, &"x".repeat(256), unknown),
        2,
        "--subject",
    );
    let issuer = "x".repeat(256);
    let who = ["--issuer", &issuer, "--subject", "ann"];
    let long = [&["identities", "link"], &who[..], &["--account", unknown]].concat();
    assert_failed(&installation.run(&long), 2, "--issuer");
    assert_failed(&installation.run(&["identities"]), 2, "unlink");
}

#[test]
fn link_that_no_token_uses() {
    let other = installation().with("ACCOUNTS_BEARER_ISSUER", "https://other.example");
    for (installation, said) in [
        (
            Installation::new().migrated(),
            "ACCOUNTS_BEARER_ISSUER is not set",
        ),
        (other, "ACCOUNTS_BEARER_ISSUER is https://other.example"),
    ] {
        let account = installation.line(&["accounts", "create", "--name", "Acme"]);
        let linked = link(&installation, SUBJECT, &account);
        assert_eq!(
            (linked.code, linked.stdout.as_str()),
            (0, ""),
            "{}",
            linked.stderr
        );
        assert!(linked.stderr.contains("warning:"), "{}", linked.stderr);
        assert!(linked.stderr.contains(said), "{}", linked.stderr);
        assert!(list(&installation, &account).stdout.contains(SUBJECT));
    }
}
