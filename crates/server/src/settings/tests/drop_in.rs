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

const APP: [(&str, &str); 5] = [
    ("ACCOUNTS_PRIVY_APP_ID", "cl0000000000000000000app"),
    ("ACCOUNTS_PRIVY_APP_SECRET", "canary+/="),
    ("ACCOUNTS_BEARER_ISSUER", "privy.io"),
    ("ACCOUNTS_BEARER_AUDIENCE", "cl0000000000000000000app"),
    (
        "ACCOUNTS_BEARER_JWKS_URL",
        "https://auth.privy.io/jwks.json",
    ),
];

/// The drop-in with these settings, of which some take the place of others.
fn with<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut all = vec![DIRECTORY, THEIRS, OWN, KEY];
    for (name, value) in more {
        all.retain(|(known, _)| known != name);
        all.push((name, value));
    }
    all
}

#[test]
fn privy_app_is_on_with_id_and_secret() {
    let environment = with(&APP);
    let given = Given {
        environment: &environment,
        ..Given::default()
    };
    let (settings, effective) = given.read().expect("valid");
    let shown = format!("{settings:?} {effective:?}");
    assert!(!shown.contains("canary"), "{shown}");
    let options = settings.privy(egress::Egress::direct()).expect("it is on");
    assert_eq!(options.api_base.to_string(), privy::PRIVY_API);
    assert_eq!(options.timing.call.as_millis(), 5000);
    let used = settings.recoup_use();
    assert!(used.emails && !used.last_used && !used.keys && !used.create_accounts);

    let environment = with(&[&APP[..], &[("ACCOUNTS_REQUEST_DEADLINE_MS", "3000")]].concat());
    let given = Given {
        environment: &environment,
        ..Given::default()
    };
    let (settings, _) = given.read().expect("valid");
    let options = settings.privy(egress::Egress::direct()).expect("it is on");
    assert_eq!(options.timing.call.as_millis(), 1500);
}

#[test]
fn what_a_privy_app_needs() {
    let off = |name| [&APP[..], &[(name, "")]].concat();
    let other = |name, value| [&APP[..], &[(name, value)]].concat();
    for (more, setting) in [
        (
            off("ACCOUNTS_PRIVY_APP_SECRET"),
            "ACCOUNTS_PRIVY_APP_SECRET: it is not set",
        ),
        (
            off("ACCOUNTS_PRIVY_APP_ID"),
            "ACCOUNTS_PRIVY_APP_SECRET: it is set",
        ),
        (off("ACCOUNTS_BEARER_AUDIENCE"), "ACCOUNTS_BEARER_AUDIENCE"),
        (
            other("ACCOUNTS_BEARER_AUDIENCE", "another"),
            "ACCOUNTS_BEARER_AUDIENCE: with ACCOUNTS_PRIVY_APP_ID",
        ),
        (
            other("ACCOUNTS_BEARER_ISSUER", "https://privy.io"),
            "ACCOUNTS_BEARER_ISSUER: with ACCOUNTS_PRIVY_APP_ID",
        ),
        (
            other("ACCOUNTS_BEARER_ACCOUNT_CLAIM", "account"),
            "ACCOUNTS_BEARER_ACCOUNT_CLAIM: with ACCOUNTS_PRIVY_APP_ID",
        ),
        (
            other("ACCOUNTS_PRIVY_APP_ID", "a:b"),
            "ACCOUNTS_PRIVY_APP_ID (environment): an app id",
        ),
        (
            other("ACCOUNTS_PRIVY_APP_SECRET", "canary b"),
            "ACCOUNTS_PRIVY_APP_SECRET (environment): the secret",
        ),
        (
            other("ACCOUNTS_PRIVY_API_BASE", "http://api.privy.io"),
            "ACCOUNTS_PRIVY_API_BASE (environment): the URL is not https",
        ),
    ] {
        let text = problems(&with(&more));
        assert!(text.contains(setting), "{setting}: {text}");
    }
}

#[test]
fn what_is_written_is_switched_on_by_itself() {
    let create = ("ACCOUNTS_DIRECTORY_CREATE_ACCOUNTS", "on");
    for (more, expected) in [
        (
            vec![("ACCOUNTS_DIRECTORY_LAST_USED", "on")],
            [true, false, false],
        ),
        (
            vec![("ACCOUNTS_DIRECTORY_KEYS", "on")],
            [false, true, false],
        ),
        ([&APP[..], &[create]].concat(), [false, false, true]),
        (
            vec![("ACCOUNTS_DIRECTORY_KEYS", "off")],
            [false, false, false],
        ),
    ] {
        let environment = with(&more);
        let given = Given {
            environment: &environment,
            ..Given::default()
        };
        let used = given.read().expect("valid").0.recoup_use();
        let found = [used.last_used, used.keys, used.create_accounts];
        assert_eq!(found, expected, "{more:?}");
    }
    let text = problems(&with(&[create]));
    assert!(text.contains("ACCOUNTS_PRIVY_APP_ID is not set"), "{text}");
    let text = problems(&with(&[("ACCOUNTS_DIRECTORY_KEYS", "yes")]));
    assert!(text.contains("`yes` is neither on nor off"), "{text}");
}

/// Whoever corrects one does not meet the next at the next start.
#[test]
fn problems_are_listed_together() {
    let secret = ("ACCOUNTS_PRIVY_APP_SECRET", "canary");
    let create = ("ACCOUNTS_DIRECTORY_CREATE_ACCOUNTS", "on");
    for environment in [with(&[secret, create]), vec![secret, create]] {
        let text = problems(&environment);
        assert!(text.starts_with("2 problems"), "{text}");
        for (name, _) in [secret, create] {
            assert!(text.contains(&format!("{name}: it is ")), "{text}");
        }
    }
}

/// They are about accounts that are not looked at.
#[test]
fn useless_without_the_published_service() {
    for name in [
        "ACCOUNTS_DIRECTORY_LAST_USED",
        "ACCOUNTS_DIRECTORY_KEYS",
        "ACCOUNTS_DIRECTORY_CREATE_ACCOUNTS",
        "ACCOUNTS_PRIVY_APP_ID",
        "ACCOUNTS_PRIVY_APP_SECRET",
    ] {
        let text = problems(&[(name, "on")]);
        assert!(text.starts_with("one problem"), "{text}");
        assert!(
            text.contains(&format!(
                "{name}: it is set, but ACCOUNTS_DIRECTORY is not recoup"
            )),
            "{text}"
        );
    }
}
