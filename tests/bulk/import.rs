use accounts_tests::Installation;

use crate::lines::{
    HASH, HEAD, KEY, TIME, account, account_id, customer, exported, hash, identity, import, key,
};

#[tokio::test]
async fn imported_key_opens_the_portal() {
    let service = Installation::new().serve();
    let installation = service.installation();
    let file = format!(
        "{HEAD}{}{}{}{}",
        account(1),
        key(1, HASH),
        identity(1),
        customer(1)
    );
    let ran = import(installation, &file, &[]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let summary = "imported 1 account, 1 key, 1 identity, 1 customer; 0 lines were there already; 0 lines were refused\n";
    assert_eq!(ran.stdout, summary);
    installation.run(&["accounts", "subscribe", &account_id(1)]);
    service.client().good(KEY).send().await.portal();

    // The key was used since: that is no difference.
    let again = import(installation, &file, &[]);
    assert_eq!(again.code, 0, "{}", again.stderr);
    assert!(
        again.stdout.contains(
            "imported 0 accounts, 0 keys, 0 identities, 0 customers; 4 lines were there already"
        ),
        "{}",
        again.stdout
    );
    let listed = installation.line(&["identities", "list", "--account", &account_id(1)]);
    assert!(listed.ends_with("privy.io  did:privy:1"), "{listed}");
    assert_eq!(
        installation.line(&["billing", "show", &account_id(1)]),
        "cus_1"
    );
}

/// Each line that is refused is reported with its number and the reason; the others are stored.
#[test]
fn lines_refused_one_by_one() {
    let installation = Installation::new().migrated();
    let good = format!("{}{}", account(1), key(1, &hash(1)));
    assert_eq!(import(&installation, &format!("{HEAD}{good}"), &[]).code, 0);
    let other_name = account(1).replace("Nr. 1", "Other");
    let other_account = key(1, &hash(1)).replace(&account_id(1), &account_id(2));
    let stolen = key(2, &hash(1));
    let unknown = account(9).replace("\"name\"", "\"colour\":\"red\",\"name\"");
    let lines = [
        (account(2), None),
        (
            other_name,
            Some("the same account is in the database with another name, and stays as it is"),
        ),
        (
            other_account,
            Some("the same key is in the database with another account, and stays as it is"),
        ),
        (
            stolen,
            Some("the same key is in the database with another id, account, and stays as it is"),
        ),
        (
            key(3, &hash(3)),
            Some(
                "there is no account a0000000-0000-4000-8000-000000000003; its line has to come first",
            ),
        ),
        (account(3), None),
        (account(3), None),
        (
            account(3).replace("Nr. 3", "Nr. 4"),
            Some("the same account is in line 7 with another name"),
        ),
        (
            unknown,
            Some(
                "unknown field `colour`, expected one of `id`, `name`, `created_at`, `disabled_at`",
            ),
        ),
        (
            "{\"type\":\"head\",\"version\":1}\n".to_owned(),
            Some("unknown variant `head`, expected one of"),
        ),
        (
            "{\"type\":\"account\"\n".to_owned(),
            Some("not valid JSON: EOF while parsing an object"),
        ),
        ("[\"account\"]\n".to_owned(), Some("not a JSON object")),
        ("\u{feff}{}\n".to_owned(), Some("not a JSON object")),
        (key(2, &HASH[1..]), Some("key_hash: not the hash of a key")),
        (key(2, KEY), Some("key_hash: not the hash of a key")),
        (
            format!("{}\n", "x".repeat(70_000)),
            Some("it has more than 65536 bytes"),
        ),
        (customer(2), None),
    ];
    let content: String = lines.iter().map(|(line, _)| line.as_str()).collect();
    let ran = import(&installation, &format!("{HEAD}{content}"), &[]);
    assert_eq!(ran.code, 1, "{}", ran.stdout);
    let mut reports = ran.stderr.lines();
    for (at, (_, reason)) in lines.iter().enumerate() {
        let Some(reason) = reason else {
            continue;
        };
        let report = reports.next().expect("a report");
        assert!(
            report.starts_with(&format!("line {}: {reason}", at + 2)),
            "{report}"
        );
    }
    let error = reports.next().expect("the end");
    assert!(
        error.contains("13 lines were refused, the others are in the database"),
        "{error}"
    );
    assert_eq!(reports.next(), None);
    assert!(
        ran.stdout.starts_with(
            "imported 2 accounts, 0 keys, 0 identities, 1 customer; 1 line was there already"
        ),
        "{}",
        ran.stdout
    );
    assert!(!ran.stderr.contains(KEY), "{}", ran.stderr);
    let expected = [
        account(1),
        account(2),
        account(3),
        key(1, &hash(1)),
        customer(2),
    ];
    assert_eq!(exported(&installation), expected);
}

/// A batch ends anywhere: what became of a line does not depend on it.
#[test]
fn lines_in_any_batch() {
    let installation = Installation::new().migrated();
    let mut content = HEAD.to_owned();
    for number in 0..1_500 {
        content.push_str(&key(number + 1, &hash(number + 1)));
        content.push_str(&account(number));
    }
    let ran = import(&installation, &content, &["--max-errors", "2000"]);
    assert_eq!(ran.code, 1);
    assert_eq!(
        ran.stderr.matches("its line has to come first").count(),
        1_500
    );
    let ran = import(&installation, &content, &["--max-errors", "2000"]);
    assert!(ran.stdout.contains("1499 keys, "), "{}", ran.stdout);
}

#[test]
fn import_given_up() {
    let installation = Installation::new().migrated();
    let content = format!("{HEAD}{}nonsense\nnonsense\nnonsense\n", account(1));
    let ran = import(&installation, &content, &["--max-errors", "2"]);
    assert_eq!(ran.code, 1);
    let reports: Vec<_> = ran.stderr.lines().collect();
    assert_eq!(reports.len(), 3, "{reports:?}");
    assert!(reports[0].starts_with("line 3: ") && reports[1].starts_with("line 4: "));
    assert!(
        reports[2].contains(
            "given up after 2 lines were refused (--max-errors); the lines up to 5 are done"
        ),
        "{}",
        reports[2]
    );
    assert_eq!(
        import(&installation, &content, &["--max-errors", "0"]).code,
        2
    );
}

#[test]
fn files_refused() {
    let installation = Installation::new().migrated();
    let short = format!(
        "{{\"type\":\"head\",\"version\":1,\"lines\":2}}\n{}",
        account(1)
    );
    for (content, said) in [
        (
            "",
            "import.ndjson: line 1: a file starts with {\"type\":\"head\",\"version\":1}",
        ),
        (&*account(1), "line 1: a file starts with"),
        (
            "{\"type\":\"head\",\"version\":2}\n",
            "not version 2: use the one that wrote them",
        ),
        (
            &short,
            "there are 2 lines behind it, found 1: the file is not complete",
        ),
    ] {
        let ran = import(&installation, content, &[]);
        assert_eq!(ran.code, 1, "{content}");
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
    }
    let ran = installation.run(&["import", "missing.ndjson"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.contains("missing.ndjson: No such file"),
        "{}",
        ran.stderr
    );
    let ran = installation.run(&["import", "."]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("Is a directory"), "{}", ran.stderr);
}

#[test]
fn keys_of_another_secret_are_warned_of() {
    let installation = Installation::new().migrated();
    let head = "{\"type\":\"head\",\"version\":1,\"key_secret\":\"01234567\"}\n";
    let ran = import(&installation, head, &[]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(
        ran.stderr.contains(
            "hashed with another secret than ACCOUNTS_KEY_SECRET (fingerprints 01234567 and "
        ),
        "{}",
        ran.stderr
    );
}

/// Rows of other services: ids in upper case, times as PostgreSQL writes them.
#[test]
fn values_are_stored_as_this_program_writes_them() {
    let installation = Installation::new().migrated();
    let line = account(0xabc)
        .replace("0000-4000", "00AB-4000")
        .replace(TIME, "2026-08-01 14:00:00+02");
    let ran = import(&installation, &format!("{HEAD}{line}\n"), &[]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let expected = account(0xabc).replace("0000-4000", "00ab-4000");
    assert_eq!(exported(&installation), [expected]);
}
