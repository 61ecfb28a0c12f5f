use crate::settings::tests::given::{Given, SECRET};

const DIRECTORY: (&str, &str) = ("ACCOUNTS_DIRECTORY", "recoup");
const THEIRS: (&str, &str) = (
    "ACCOUNTS_DIRECTORY_URL",
    "postgres://reader:canary@localhost/postgres",
);
const OWN: (&str, &str) = (
    "ACCOUNTS_DATABASE_URL",
    "postgres://accounts:canary@localhost/postgres",
);
const KEY: (&str, &str) = ("ACCOUNTS_KEY_SECRET", SECRET);

fn problems(environment: &[(&str, &str)]) -> String {
    let text = Given {
        environment,
        ..Given::default()
    }
    .problems();
    assert!(!text.contains("canary"), "{text}");
    text
}

fn schema(environment: &[(&str, &str)]) -> Option<String> {
    let read = Given {
        environment,
        ..Given::default()
    }
    .read();
    let (settings, effective) = read.expect("valid");
    assert!(!format!("{settings:?} {effective:?}").contains("canary"));
    settings.own_schema().map(|schema| schema.to_string())
}

#[test]
fn schema_of_our_own_tables() {
    let named = ("ACCOUNTS_DATABASE_SCHEMA", "ours");
    assert_eq!(schema(&[]), None);
    assert_eq!(schema(&[OWN]), None);
    assert_eq!(schema(&[OWN, named]).as_deref(), Some("ours"));
    let usual = schema(&[DIRECTORY, THEIRS, OWN, KEY]);
    assert_eq!(usual.as_deref(), Some("accounts_server"));
    let other = schema(&[DIRECTORY, THEIRS, OWN, KEY, named]);
    assert_eq!(other.as_deref(), Some("ours"));
}

#[test]
fn what_the_drop_in_needs() {
    let text = problems(&[DIRECTORY]);
    assert!(text.starts_with("3 problems"), "{text}");
    for part in [
        "ACCOUNTS_DIRECTORY_URL: ACCOUNTS_DIRECTORY=recoup needs",
        "ACCOUNTS_DATABASE_URL: with ACCOUNTS_DIRECTORY=recoup this server's own tables",
        "ACCOUNTS_KEY_SECRET: with ACCOUNTS_DIRECTORY=recoup it has to be the secret",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn what_does_not_go_together() {
    for (environment, part) in [
        (&[THEIRS][..], "ACCOUNTS_DIRECTORY is not recoup"),
        (
            &[("ACCOUNTS_DATABASE_SCHEMA", "ours")],
            "which has no schemas",
        ),
        (
            &[("ACCOUNTS_DATABASE_SCHEMA", "Ours"), OWN],
            "not a schema name",
        ),
        (
            &[
                DIRECTORY,
                THEIRS,
                OWN,
                KEY,
                ("ACCOUNTS_DATABASE_SCHEMA", "public"),
            ],
            "are in the schema `public`",
        ),
        (
            &[
                DIRECTORY,
                OWN,
                KEY,
                ("ACCOUNTS_DIRECTORY_URL", "sqlite:accounts.db"),
            ],
            "keeps its accounts in PostgreSQL",
        ),
        (
            &[("ACCOUNTS_DIRECTORY", "supabase")],
            "`supabase` is not a directory",
        ),
    ] {
        let text = problems(environment);
        assert!(text.starts_with("one problem"), "{text}");
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn password_on_the_command_line() {
    let text = Given {
        flags: &[("directory_url", THEIRS.1)],
        environment: &[DIRECTORY, OWN, KEY],
        file: None,
    }
    .problems();
    assert!(text.contains("can read command lines"), "{text}");
    assert!(!text.contains("canary"), "{text}");
}

/// The published service decided how long it is; here it can only be warned of.
#[test]
fn short_key_secret() {
    let short = ("ACCOUNTS_KEY_SECRET", "seven77");
    let text = problems(&[short]);
    assert!(
        text.contains("ACCOUNTS_KEY_SECRET (environment): the secret has 7 bytes"),
        "{text}"
    );
    let warnings = |environment: &[(&str, &str)]| {
        let given = Given {
            environment,
            ..Given::default()
        };
        let (settings, _) = given.read().expect("valid");
        let warnings = settings.common_warnings().into_iter();
        warnings
            .filter(|text| text.contains("bytes"))
            .collect::<Vec<_>>()
    };
    let warned = warnings(&[DIRECTORY, THEIRS, OWN, short]);
    let [warning] = &warned[..] else {
        panic!("{warned:?}");
    };
    assert!(warning.starts_with("ACCOUNTS_KEY_SECRET has 7 bytes"));
    assert!(!warning.contains("seven77"), "{warning}");
    assert_eq!(warnings(&[DIRECTORY, THEIRS, OWN, KEY]), [""; 0]);
}

#[test]
fn directory_in_clear_is_warned_of() {
    for (url, warned) in [
        ("postgres://db.example.com/postgres", true),
        (
            "postgres://db.example.com/postgres?sslmode=verify-full",
            false,
        ),
        (THEIRS.1, false),
    ] {
        let environment = [DIRECTORY, OWN, KEY, ("ACCOUNTS_DIRECTORY_URL", url)];
        let given = Given {
            environment: &environment,
            ..Given::default()
        };
        let warnings = given.read().expect("valid").0.warnings();
        let found = warnings
            .iter()
            .any(|text| text.contains("ACCOUNTS_DIRECTORY_URL names another machine"));
        assert_eq!(found, warned, "{url}");
    }
}
