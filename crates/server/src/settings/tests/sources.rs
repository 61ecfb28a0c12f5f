use std::path::PathBuf;

use crate::settings::retired::retired;
use crate::settings::tests::given::{Given, SECRET};
use crate::settings::{Group, Settings, TABLE};

#[test]
fn every_default_is_valid() {
    let (settings, effective) = Given::default().read().expect("defaults");
    assert_eq!(settings.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(settings.request_deadline_ms.0.as_secs(), 10);
    // What stands beside the published service has sections of its own, which the others have no need of.
    let usual = TABLE
        .iter()
        .filter(|line| !matches!(line.group, Group::DropIn | Group::Upstream));
    let usual = usual.count();
    assert!(usual <= 30, "{usual} settings");
    assert_eq!(effective.len(), TABLE.len());
    assert!(effective.iter().all(|line| line.origin == "default"));
}

#[test]
fn flag_before_environment_before_file() {
    let file = "database_max_connections = 1\nstop_delay_ms = 1\nmax_requests = 1";
    let environment = [
        ("ACCOUNTS_STOP_DELAY_MS", "2"),
        ("ACCOUNTS_MAX_REQUESTS", "2"),
    ];
    let (settings, effective) = Given {
        flags: &[("max_requests", "3")],
        environment: &environment,
        file: Some(file),
    }
    .read()
    .expect("valid settings");
    assert_eq!(settings.database_max_connections.0, 1);
    assert_eq!(settings.stop_delay_ms.0.as_millis(), 2);
    assert_eq!(settings.max_requests.0, 3);
    let origin = |variable: &str| {
        let line = effective.iter().find(|line| line.variable == variable);
        line.expect("a known setting").origin.clone()
    };
    assert!(origin("ACCOUNTS_DATABASE_MAX_CONNECTIONS").ends_with(":1"));
    assert_eq!(origin("ACCOUNTS_STOP_DELAY_MS"), "environment");
    assert_eq!(origin("ACCOUNTS_MAX_REQUESTS"), "flag --max-requests");
}

#[test]
fn all_problems_at_once() {
    let text = Given {
        flags: &[("listen", "localhost")],
        environment: &[
            ("ACCOUNTS_MAX_REQUESTS", "16k"),
            ("ACCOUNTS_LISTENN", "1"),
            ("ACCOUNTS_BILLING", "stripe"),
            ("ACCOUNTS_KEY_SECRET", "canary"),
            ("ACCOUNTS_DATABASE_URL", "postgres://user:12#canary@host/db"),
            ("ACCOUNTS_PUBLIC_URL", "https://user:canary@host"),
            ("HOME", "not ours"),
        ],
        file: Some("\nlog = 'loud'\nwhatever = 1\nstop_delay_ms = 1.5\n"),
    }
    .problems();
    assert!(text.starts_with("9 problems with the settings"), "{text}");
    for part in [
        "ACCOUNTS_LISTEN (flag --listen): `localhost` is not an address with a port",
        "ACCOUNTS_MAX_REQUESTS (environment): `16k` is not a whole number",
        "warning: ACCOUNTS_LISTENN: this version has no such setting, and ignores the variable: did you mean ACCOUNTS_LISTEN?",
        "ACCOUNTS_KEY_SECRET (environment): the secret has 6 bytes",
        "ACCOUNTS_DATABASE_URL (environment): ",
        "ACCOUNTS_PUBLIC_URL (environment): the URL has a user",
        "ACCOUNTS_STRIPE_SECRET_KEY: ACCOUNTS_BILLING=stripe needs a secret key",
        ":2): `loud` is not a log filter",
        ":3): there is no such setting",
        ":4): the value has a type that no setting has",
    ] {
        assert!(text.contains(part), "{part:?} is not in:\n{text}");
    }
    assert!(!text.contains("canary"), "{text}");
}

#[test]
fn file_that_is_not_toml() {
    let text = Given {
        file: Some("log = 'info'\nkey_secret = canary\n"),
        ..Given::default()
    }
    .problems();
    assert!(text.contains(":2): not valid TOML"), "{text}");
    assert!(!text.contains("canary"), "{text}");
}

#[test]
fn file_missing() {
    let environment = [("ACCOUNTS_CONFIG".into(), "/nowhere/accounts.toml".into())];
    let text = Settings::read(None, Vec::new(), environment)
        .expect_err("a problem")
        .to_string();
    assert!(
        text.contains("ACCOUNTS_CONFIG: /nowhere/accounts.toml"),
        "{text}"
    );
}

#[test]
fn file_without_end() {
    let config = Some(PathBuf::from("/dev/zero"));
    let text = Settings::read(config, Vec::new(), [])
        .expect_err("a problem")
        .to_string();
    assert!(text.contains("more than 1048576 bytes"), "{text}");
}

#[test]
fn flag_names_another_file_than_environment() {
    let environment = [("ACCOUNTS_CONFIG".into(), "/nowhere/environment.toml".into())];
    let flag = Some(PathBuf::from("/nowhere/flag.toml"));
    let text = Settings::read(flag, Vec::new(), environment)
        .expect_err("a problem")
        .to_string();
    assert!(text.contains("/nowhere/flag.toml"), "{text}");
}

#[test]
fn file_list_and_empty_variable() {
    let (settings, _) = Given {
        environment: &[("ACCOUNTS_LISTEN", "")],
        file: Some("listen = '127.0.0.1:1'\nreturn_url_origins = ['https://a.example', 'https://b.example']"),
        ..Given::default()
    }
    .read()
    .expect("valid settings");
    assert_eq!(settings.listen.port(), 1);
    assert_eq!(settings.return_url_origins.0.len(), 2);
}

#[test]
fn unknown_variables_are_warned_of_and_service_links_ignored() {
    for (name, value, remedy) in [
        (
            "ACCOUNTS_LISTENN",
            "tcp://canary",
            Some("did you mean ACCOUNTS_LISTEN?"),
        ),
        (
            "ACCOUNTS_KEY_SECRETS",
            "canary",
            Some("did you mean ACCOUNTS_KEY_SECRET?"),
        ),
        (
            "ACCOUNTS_DATABASE",
            "canary",
            Some("did you mean ACCOUNTS_DATABASE_URL?"),
        ),
        ("ACCOUNTS_FUTURE", "canary", Some("remove it")),
        ("ACCOUNTS_\u{1b}[31m", "canary", Some("remove it")),
        ("ACCOUNTS_PORT", "8080", Some("remove it")),
        ("ACCOUNTS_PORT_HTTP", "80", Some("remove it")),
        ("ACCOUNTS_HOST", "10.0.0.1", Some("remove it")),
        ("ACCOUNTS_FUTURE", "", None),
        ("ACCOUNTS_SERVICE_HOST", "10.0.0.1", None),
        ("ACCOUNTS_SERVICE_PORT", "80", None),
        ("ACCOUNTS_SERVICE_PORT_HTTP", "80", None),
        ("ACCOUNTS_PORT", "tcp://10.0.0.1:80", None),
        ("ACCOUNTS_PORT_80_TCP", "tcp://10.0.0.1:80", None),
        ("ACCOUNTS_PORT_80_TCP_PROTO", "tcp", None),
        ("ACCOUNTS_PORT_53_UDP_ADDR", "10.0.0.1", None),
        ("ACCOUNTS_DB_PORT_5432_TCP", "tcp://10.0.0.1:5432", None),
    ] {
        let (settings, _) = Given {
            environment: &[(name, value), ("ACCOUNTS_KEY_SECRET", SECRET)],
            ..Given::default()
        }
        .read()
        .expect("valid settings");
        let warnings = settings.common_warnings();
        assert_eq!(
            warnings.len(),
            usize::from(remedy.is_some()),
            "{name}: {warnings:?}"
        );
        for warning in warnings {
            let escaped = name.escape_debug().to_string();
            assert!(warning.starts_with(&format!("{escaped}: ")), "{warning}");
            assert!(warning.contains(remedy.unwrap_or_default()), "{warning}");
            assert!(
                !warning.contains("canary") && !warning.contains('\u{1b}'),
                "{warning}"
            );
        }
    }
}

/// A setting that is gone must not be ignored in silence, wherever it is set.
#[test]
fn retired_settings_are_errors() {
    assert_eq!(retired().count(), 25);
    for (name, remedy) in retired() {
        assert!(TABLE.iter().all(|setting| setting.name != name), "{name}");
        let variable = format!("ACCOUNTS_{}", name.to_ascii_uppercase());
        let in_environment = Given {
            environment: &[(&variable, "1")],
            ..Given::default()
        };
        let in_file = Given {
            file: Some(&format!("{name} = 1")),
            ..Given::default()
        };
        for (given, named) in [(in_environment, variable.as_str()), (in_file, name)] {
            let text = given.problems();
            assert!(text.starts_with("one problem"), "{text}");
            assert!(text.contains(named) && text.contains(remedy), "{text}");
        }
    }
}

/// What a remedy names does exist.
#[test]
fn remedies_of_retired_settings_name_settings() {
    for (name, remedy) in retired() {
        let words = remedy.split(|char: char| !char.is_ascii_uppercase() && char != '_');
        for variable in words.filter(|word| word.starts_with("ACCOUNTS_")) {
            assert!(
                TABLE.iter().any(|setting| setting.variable() == variable),
                "{name}: {variable}"
            );
        }
    }
}
