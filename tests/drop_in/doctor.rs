use std::fs;

use accounts_tests::{Installation, Ran};
use test_postgres::{PASSWORD, Pooler, Prepared, RecoupDatabase, Role, Server};

use crate::world::{TheirKey, content, installation, on};

#[track_caller]
fn assert_says(ran: &Ran, verdict: &str, part: &str, text: &str) {
    let is_it = |line: &&str| {
        let rest = line.strip_prefix(verdict).map(str::trim_start);
        rest.is_some_and(|rest| rest.starts_with(part)) && line.contains(text)
    };
    let found = ran.stdout.lines().any(|line| is_it(&line));
    assert!(found, "{verdict} {part} {text}: {ran:#?}");
    for secret in [PASSWORD, "recoup_sk_"] {
        assert!(!format!("{ran:?}").contains(secret), "{ran:#?}");
    }
}

/// `doctor` with a key in a file.
fn with_key(installation: &Installation, key: &str) -> Ran {
    let file = installation.folder().join("key");
    fs::write(&file, format!("{key}\n")).expect("written");
    let file = file.display().to_string();
    installation.run(&["doctor", "--key-file", &file])
}

#[test]
fn all_is_well() {
    let theirs = RecoupDatabase::on(Server::shared());
    let installation = installation(&theirs, Role::Policy);
    let secret = installation.key_secret();
    let key = TheirKey::new(&theirs, secret, "NULL");
    let expired = TheirKey::new(&theirs, secret, "now()");
    let other = TheirKey::new(&theirs, "another secret", "NULL");
    let before = content(&theirs);
    let ran = installation.run(&["doctor"]);
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert_says(
        &ran,
        "good",
        "directory",
        "columns, types, rights and row-level security are as",
    );
    let index = "CREATE INDEX CONCURRENTLY account_api_keys_key_hash_idx ON public.account_api_keys (key_hash);";
    assert_says(&ran, "warning", "directory", index);
    assert_says(
        &ran,
        "good",
        "clock",
        "s from the published service's database",
    );
    assert_says(&ran, "warning", "keys", "was not checked");
    assert_says(&ran, "good", "database", "runs 7 migrations");
    assert!(!ran.stdout.contains("transaction mode"), "{ran:#?}");

    theirs.sql(index);
    let ran = with_key(&installation, &key.key);
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert_says(&ran, "good", "keys", "ACCOUNTS_KEY_SECRET fits");
    assert!(!ran.stdout.contains("CREATE INDEX"), "{ran:#?}");
    let ran = with_key(&installation, &expired.key);
    assert_says(&ran, "warning", "keys", "it has expired");
    let ran = with_key(&installation, &other.key);
    assert_eq!(ran.code, 1, "{ran:#?}");
    assert_says(
        &ran,
        "BAD",
        "keys",
        "is not the secret that the published service hashes keys with",
    );
    assert_eq!(ran.stderr, "error: needs fixing: keys\n");

    let rolled = installation
        .with("ACCOUNTS_KEY_SECRET_PREVIOUS", secret)
        .with("ACCOUNTS_KEY_SECRET", &"new".repeat(11));
    let ran = with_key(&rolled, &key.key);
    assert_says(&ran, "good", "keys", "ACCOUNTS_KEY_SECRET_PREVIOUS fits");
    assert_eq!(content(&theirs), before);
    let schemas = "SELECT count(*) FROM pg_tables WHERE schemaname = 'accounts_server'";
    assert_eq!(theirs.sql(schemas), "0", "nothing is created");
}

#[test]
fn each_role_is_told_what_it_lacks() {
    let theirs = RecoupDatabase::on(Server::shared());
    let own = Server::shared().database();
    let doctor = |role| on(&theirs.url(role), &own).run(&["doctor"]);
    let ran = doctor(Role::BypassRls);
    assert_eq!(ran.code, 0, "{ran:#?}");

    let ran = doctor(Role::Select);
    assert_eq!(ran.code, 1, "{ran:#?}");
    let user = theirs.user(Role::Select);
    for table in ["accounts", "account_api_keys"] {
        let policy = format!(
            "CREATE POLICY accounts_server_reads ON public.{table} FOR SELECT TO {user} USING (true);"
        );
        assert_says(&ran, "BAD", "directory", &policy);
    }
    assert_eq!(ran.stderr, "error: needs fixing: directory\n");

    let ran = doctor(Role::NoRights);
    assert_eq!(ran.code, 1, "{ran:#?}");
    let user = theirs.user(Role::NoRights);
    let grant = format!("GRANT SELECT ON public.accounts TO {user};");
    assert_says(&ran, "BAD", "directory", &grant);

    theirs
        .sql("ALTER TABLE account_api_keys ALTER expires_at TYPE timestamp, DROP COLUMN last_used");
    let ran = doctor(Role::Policy);
    assert_says(&ran, "BAD", "directory", "has no column last_used");
    assert_says(
        &ran,
        "BAD",
        "directory",
        "expected timestamp with time zone",
    );

    let gone = on(&Server::shared().url("no_such_database"), &own).run(&["doctor"]);
    assert_says(&gone, "BAD", "directory", "ACCOUNTS_DIRECTORY_URL");
}

#[test]
fn pooler_is_named() {
    let theirs = RecoupDatabase::on(Server::shared());
    let own = Server::shared().database();
    let pooler = Pooler::for_users(Server::shared(), Prepared::Untracked, &theirs.users());
    let url = theirs.url_of(&pooler.url(theirs.name()), Role::Policy);
    let ran = on(&url, &own).run(&["doctor"]);
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert_says(
        &ran,
        "good",
        "directory",
        "behind a pooler in transaction mode",
    );
}

#[test]
fn key_file_elsewhere() {
    let installation = Installation::new();
    let ran = with_key(&installation, "recoup_sk_");
    assert_eq!(ran.code, 2, "{ran:#?}");
    assert!(ran.stderr.contains("ACCOUNTS_DIRECTORY=recoup"), "{ran:#?}");
}
