use std::ffi::OsString;
use std::io::Write as _;
use std::path::PathBuf;

use crate::settings::{Effective, Problems, Settings, TABLE};

/// What the three sources hold in a test.
#[derive(Default)]
struct Given<'a> {
    flags: &'a [(&'a str, &'a str)],
    environment: &'a [(&'a str, &'a str)],
    file: Option<&'a str>,
}

impl Given<'_> {
    fn read(&self) -> Result<(Settings, Vec<Effective>), Problems> {
        let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
        file.write_all(self.file.unwrap_or_default().as_bytes())
            .expect("a written file");
        let setting = |name| {
            TABLE
                .iter()
                .find(|setting| setting.name == name)
                .expect("a known setting")
        };
        let flags = self
            .flags
            .iter()
            .map(|(name, text)| (setting(*name), (*text).to_owned()));
        let environment = self
            .environment
            .iter()
            .map(|(name, text)| (OsString::from(name), OsString::from(text)));
        let config = self.file.map(|_| file.path().to_owned());
        Settings::read(config, flags.collect(), environment)
    }

    fn problems(&self) -> String {
        self.read().expect_err("problems").to_string()
    }
}

const SECRET: &str = "canary-canary-canary-canary-canary";

#[test]
fn every_default_is_fit() {
    let (settings, effective) = Given::default().read().expect("defaults");
    assert_eq!(settings.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(settings.body_limit_bytes, 16 * 1024);
    assert_eq!(settings.request_deadline_ms.as_secs(), 10);
    assert_eq!(effective.len(), TABLE.len());
    assert!(effective.iter().all(|line| line.origin == "default"));
}

#[test]
fn flag_before_environment_before_file() {
    let file = "max_streams = 1\nmax_connections = 1\nbody_limit_bytes = 1";
    let environment = [
        ("ACCOUNTS_MAX_CONNECTIONS", "2"),
        ("ACCOUNTS_BODY_LIMIT_BYTES", "2"),
    ];
    let (settings, effective) = Given {
        flags: &[("body_limit_bytes", "3")],
        environment: &environment,
        file: Some(file),
    }
    .read()
    .expect("fit settings");
    assert_eq!(settings.max_streams, 1);
    assert_eq!(settings.max_connections, 2);
    assert_eq!(settings.body_limit_bytes, 3);
    let origin = |variable: &str| {
        let line = effective.iter().find(|line| line.variable == variable);
        line.expect("a known setting").origin.clone()
    };
    assert!(origin("ACCOUNTS_MAX_STREAMS").ends_with(":1"));
    assert_eq!(origin("ACCOUNTS_MAX_CONNECTIONS"), "environment");
    assert_eq!(
        origin("ACCOUNTS_BODY_LIMIT_BYTES"),
        "flag --body-limit-bytes"
    );
}

#[test]
fn all_problems_at_once() {
    let text = Given {
        flags: &[("listen", "localhost")],
        environment: &[
            ("ACCOUNTS_BODY_LIMIT_BYTES", "16k"),
            ("ACCOUNTS_LISTENN", "1"),
            ("ACCOUNTS_BILLING", "stripe"),
            ("ACCOUNTS_KEY_SECRET", "canary"),
            ("ACCOUNTS_DATABASE_URL", "postgres://user:12#canary@host/db"),
            ("ACCOUNTS_PUBLIC_URL", "https://user:canary@host"),
            ("HOME", "not ours"),
        ],
        file: Some("\nlog = 'loud'\nwhatever = 1\nmax_streams = 1.5\n"),
    }
    .problems();
    assert!(text.starts_with("9 problems with the settings"), "{text}");
    for part in [
        "ACCOUNTS_LISTEN (flag --listen): `localhost` is no address with a port",
        "ACCOUNTS_BODY_LIMIT_BYTES (environment): `16k` is no whole number",
        "warning: ACCOUNTS_LISTENN: this version has no such setting, and ignores the variable: did you mean ACCOUNTS_LISTEN?",
        "ACCOUNTS_KEY_SECRET (environment): the secret has 6 bytes",
        "ACCOUNTS_DATABASE_URL (environment): this is no URL of a PostgreSQL database",
        "ACCOUNTS_PUBLIC_URL (environment): the URL has a user",
        "ACCOUNTS_STRIPE_SECRET_KEY: ACCOUNTS_BILLING=stripe needs a secret key",
        ":2): `loud` is no log filter",
        ":3): there is no such setting",
        ":4): the value is of no type",
    ] {
        assert!(text.contains(part), "{part:?} is not in:\n{text}");
    }
    assert!(!text.contains("canary"), "{text}");
}

/// A setting that is unfit by itself stands in as if it were not set: what seems to follow from that is not said.
#[test]
fn problem_without_seeming_consequences() {
    for (environment, named) in [
        (
            [
                ("ACCOUNTS_KEY_SECRET", "short"),
                ("ACCOUNTS_KEY_SECRET_PREVIOUS", SECRET),
                ("ACCOUNTS_BILLING", "sandbox"),
            ],
            "ACCOUNTS_KEY_SECRET (environment)",
        ),
        (
            [
                ("ACCOUNTS_BEARER_ISSUER", "privy.io"),
                ("ACCOUNTS_BEARER_AUDIENCE", "app"),
                (
                    "ACCOUNTS_BEARER_JWKS_URL",
                    "http://issuer.example.com/jwks.json",
                ),
            ],
            "ACCOUNTS_BEARER_JWKS_URL (environment)",
        ),
    ] {
        let environment = &environment;
        let text = Given {
            environment,
            ..Given::default()
        }
        .problems();
        assert!(text.starts_with("one problem"), "{text}");
        assert!(text.contains(named), "{text}");
    }
}

#[test]
fn secret_is_never_shown() {
    let (settings, effective) = Given {
        environment: &[("ACCOUNTS_KEY_SECRET", SECRET)],
        ..Given::default()
    }
    .read()
    .expect("a fit secret");
    assert!(!format!("{settings:?} {effective:?}").contains("canary"));
}

#[test]
fn key_secret_refused() {
    let spoilt = format!("{SECRET}\n");
    for secret in [
        "short",
        &spoilt,
        "the public development secret of accounts-server",
    ] {
        let text = Given {
            environment: &[("ACCOUNTS_KEY_SECRET", secret)],
            ..Given::default()
        }
        .problems();
        assert!(text.starts_with("one problem"), "{text}");
    }
}

/// A proxy in front makes loopback public.
#[test]
fn outside_loopback_asks_for_secret_and_leave() {
    let listen = ("ACCOUNTS_LISTEN", "0.0.0.0:80");
    let public = ("ACCOUNTS_PUBLIC_URL", "https://accounts.example.com");
    for reachable in [listen, public] {
        let text = Given {
            environment: &[reachable],
            ..Given::default()
        }
        .problems();
        assert!(text.contains("ACCOUNTS_KEY_SECRET: the public development secret is refused"));
        assert!(text.contains("ACCOUNTS_SANDBOX_PUBLIC: the sandbox"));
    }

    let environment = [
        listen,
        ("ACCOUNTS_KEY_SECRET", SECRET),
        ("ACCOUNTS_SANDBOX_PUBLIC", "true"),
    ];
    let (settings, _) = Given {
        environment: &environment,
        ..Given::default()
    }
    .read()
    .expect("all that it takes");
    assert_eq!(settings.warnings().len(), 1);
}

#[test]
fn loopback_in_every_form() {
    for listen in [
        "127.0.0.1:0",
        "127.8.8.8:1",
        "[::1]:1",
        "[::ffff:127.0.0.1]:1",
    ] {
        let given = Given {
            flags: &[("listen", listen)],
            ..Given::default()
        };
        assert!(given.read().is_ok(), "{listen}");
    }
}

#[test]
fn file_that_is_no_toml() {
    let text = Given {
        file: Some("log = 'info'\nkey_secret = canary\n"),
        ..Given::default()
    }
    .problems();
    assert!(text.contains(":2): the file is no TOML"), "{text}");
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
    .expect("fit settings");
    assert_eq!(settings.listen.port(), 1);
    assert_eq!(settings.return_url_origins.as_slice().len(), 2);
}

#[test]
fn public_url_of_each_form() {
    for (text, url) in [
        (
            "https://accounts.example.com",
            Some("https://accounts.example.com/"),
        ),
        (
            "https://accounts.example.com:443/",
            Some("https://accounts.example.com/"),
        ),
        ("http://localhost:8080", Some("http://localhost:8080/")),
        ("https://example.com/path", Some("https://example.com/path")),
        ("https://accounts.example.com?x", None),
        ("ftp://accounts.example.com", None),
        ("accounts.example.com", None),
    ] {
        let environment = [
            ("ACCOUNTS_PUBLIC_URL", text),
            ("ACCOUNTS_KEY_SECRET", SECRET),
            ("ACCOUNTS_SANDBOX_PUBLIC", "true"),
        ];
        let read = Given {
            environment: &environment,
            ..Given::default()
        }
        .read();
        let read = read.ok().and_then(|(settings, _)| settings.public_url);
        assert_eq!(
            read.as_ref().map(|url| url.as_url().as_str()),
            url,
            "{text}"
        );
    }
}

#[test]
fn public_url_in_clear_is_warned_of() {
    for (url, warned) in [
        ("http://accounts.example.com", true),
        ("http://10.0.0.1", true),
        ("https://accounts.example.com", false),
        ("http://localhost:8080", false),
        ("http://127.0.0.1:8080", false),
        ("http://[::1]:8080", false),
    ] {
        let (settings, _) = Given {
            environment: &[
                ("ACCOUNTS_PUBLIC_URL", url),
                ("ACCOUNTS_KEY_SECRET", SECRET),
                ("ACCOUNTS_SANDBOX_PUBLIC", "true"),
            ],
            ..Given::default()
        }
        .read()
        .expect(url);
        let warnings = settings.warnings();
        let found = warnings.iter().any(|text| text.contains("in clear"));
        assert_eq!(found, warned, "{url}");
    }
}

#[test]
fn head_limit_that_cannot_be_kept() {
    for (limit, fit) in [("8191", false), ("8192", true)] {
        let environment = [("ACCOUNTS_HEAD_LIMIT_BYTES", limit)];
        let given = Given {
            environment: &environment,
            ..Given::default()
        };
        assert_eq!(given.read().is_ok(), fit, "{limit}");
    }
}

#[test]
fn service_links_are_passed_over() {
    let given = Given {
        environment: &[
            ("ACCOUNTS_PORT", "tcp://10.0.0.1:80"),
            ("ACCOUNTS_SERVICE_HOST", "10.0.0.1"),
        ],
        ..Given::default()
    };
    assert!(given.read().is_ok());
}

#[test]
fn log_filter_levels() {
    for (text, fit) in [
        ("info", true),
        ("debug,sqlx=off", true),
        ("loud", false),
        ("info,sqlx=loud", false),
        ("accounts", false),
    ] {
        let environment = [("ACCOUNTS_LOG", text)];
        let given = Given {
            environment: &environment,
            ..Given::default()
        };
        assert_eq!(given.read().is_ok(), fit, "{text}");
    }
}
