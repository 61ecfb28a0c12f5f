use std::ffi::OsString;

use crate::command::command_line::parse;

use super::*;

const ACCOUNT: &str = "123e4567-e89b-12d3-a456-426614174000";

fn settings(directory: &str, keys: &str) -> Settings {
    let mut environment = vec![("ACCOUNTS_DATABASE_URL", "postgres://localhost/accounts")];
    if directory == "recoup" {
        environment.extend([
            ("ACCOUNTS_DIRECTORY", "recoup"),
            ("ACCOUNTS_DIRECTORY_URL", "postgres://localhost/accounts"),
            ("ACCOUNTS_KEY_SECRET", "0123456789abcdef0123456789abcdef"),
            ("ACCOUNTS_DIRECTORY_KEYS", keys),
        ]);
    }
    let environment = environment.iter();
    let environment = environment.map(|(name, text)| (name.into(), text.into()));
    Settings::read(None, Vec::new(), environment)
        .expect("valid")
        .0
}

fn check(line: &[&str], directory: &str) -> Result<(), String> {
    check_with(line, &settings(directory, "off"))
}

fn check_with(line: &[&str], settings: &Settings) -> Result<(), String> {
    let line = [&["accounts-server"], line].concat();
    let parsed = parse(line.into_iter().map(OsString::from)).expect("a line");
    check_allowed(&parsed.command, settings).map_err(|error| error.to_string())
}

#[test]
fn commands_that_would_write_name_the_setting() {
    let hash = "ab".repeat(32);
    for (line, reason) in [
        (
            &["accounts", "create", "--name", "Acme"][..],
            "read and not written",
        ),
        (
            &["accounts", "delete", ACCOUNT, "--yes"],
            "read and not written",
        ),
        (&["accounts", "disable", ACCOUNT], "is disabled"),
        (&["accounts", "enable", ACCOUNT], "is disabled"),
        (
            &["keys", "create", "--account", ACCOUNT, "--name", "ci"],
            "read and not written",
        ),
        (
            &[
                "keys",
                "import",
                "--account",
                ACCOUNT,
                "--name",
                "ci",
                "--hash",
                &hash,
            ],
            "read and not written",
        ),
        (&["keys", "expire", ACCOUNT], "read and not written"),
        (&["keys", "revoke", ACCOUNT], "read and not written"),
        (&["keys", "finish-roll", "--yes"], "one hash of each key"),
        (&["keys", "list", "--account", ACCOUNT, "--all"], "ended"),
        (
            &["sandbox", "seed", "--scenario", "active"],
            "read and not written",
        ),
        (&["import", "accounts.ndjson"], "read and not written"),
        (&["export", "accounts.ndjson"], "this server's own tables"),
    ] {
        let text = check(line, "recoup").expect_err("refused");
        assert!(text.contains("ACCOUNTS_DIRECTORY: "), "{text}");
        assert!(text.contains(reason), "{line:?}: {text}");
        assert_eq!(check(line, "own"), Ok(()), "{line:?}");
    }
}

#[test]
fn other_commands_work() {
    for line in [
        &["serve"][..],
        &["migrate"],
        &["doctor"],
        &["accounts", "list"],
        &["accounts", "subscribe", ACCOUNT],
        &["keys", "list", "--account", ACCOUNT],
        &["identities", "list", "--account", ACCOUNT],
        &["billing", "show", ACCOUNT],
        &["audit", "list"],
        &["config", "check"],
    ] {
        assert_eq!(check(line, "recoup"), Ok(()), "{line:?}");
    }
}

/// A setting permits these two, and no other.
#[test]
fn keys_by_a_setting() {
    let create = ["keys", "create", "--account", ACCOUNT, "--name", "ci"];
    let revoke = ["keys", "revoke", ACCOUNT];
    for line in [&create[..], &revoke] {
        let text = check(line, "recoup").expect_err("refused");
        assert!(text.contains("set ACCOUNTS_DIRECTORY_KEYS=on"), "{text}");
        assert_eq!(check_with(line, &settings("recoup", "on")), Ok(()));
    }
    for line in [
        &["keys", "expire", ACCOUNT][..],
        &["accounts", "create", "--name", "Acme"],
        &["keys", "finish-roll"],
    ] {
        let refused = check_with(line, &settings("recoup", "on"));
        let text = refused.expect_err("refused");
        assert!(!text.contains("ACCOUNTS_DIRECTORY_KEYS"), "{text}");
    }
}
