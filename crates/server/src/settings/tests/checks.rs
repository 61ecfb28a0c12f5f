use crate::settings::tests::given::{Given, SECRET};

/// A setting that is invalid by itself stands in as if it were not set: what seems to follow from that is not said.
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
    .expect("a valid secret");
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
        assert!(text.contains("ACCOUNTS_BILLING: the sandbox"));
    }

    let environment = [
        listen,
        ("ACCOUNTS_KEY_SECRET", SECRET),
        ("ACCOUNTS_BILLING", "public-sandbox"),
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
            ("ACCOUNTS_BILLING", "public-sandbox"),
        ];
        let read = Given {
            environment: &environment,
            ..Given::default()
        }
        .read();
        let read = read.ok().and_then(|(settings, _)| settings.public_url);
        assert_eq!(read.as_ref().map(|url| url.0.as_str()), url, "{text}");
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
                ("ACCOUNTS_BILLING", "public-sandbox"),
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
fn stripe_problems_all_at_once() {
    let text = Given {
        environment: &[
            ("ACCOUNTS_BILLING", "stripe"),
            ("ACCOUNTS_STRIPE_SECRET_KEY", "pk_test_canary"),
            ("ACCOUNTS_STRIPE_API_BASE", "http://api.stripe.com"),
            ("ACCOUNTS_STRIPE_PORTAL_CONFIGURATION", "bpc 1"),
            ("ACCOUNTS_STRIPE_SUBSCRIPTION_CACHE_SECONDS", "301"),
        ],
        ..Given::default()
    }
    .problems();
    assert!(text.starts_with("5 problems"), "{text}");
    assert!(
        text.contains("publishable") && !text.contains("canary"),
        "{text}"
    );
}

#[test]
fn live_key_is_sent_to_stripe_only() {
    let live = ("ACCOUNTS_STRIPE_SECRET_KEY", "sk_live_canary");
    let stripe = ("ACCOUNTS_BILLING", "stripe");
    let elsewhere = ("ACCOUNTS_STRIPE_API_BASE", "http://127.0.0.1:1");
    let read = |given: &[(&str, &str)]| {
        let environment = [&[("ACCOUNTS_KEY_SECRET", SECRET)], given].concat();
        let given = Given {
            environment: &environment,
            ..Given::default()
        };
        given
            .read()
            .map(|(settings, _)| settings)
            .map_err(|problems| problems.to_string())
    };
    let text = read(&[stripe, live, elsewhere]).expect_err("a problem");
    assert!(text.contains("a live key is sent to Stripe only"), "{text}");
    let text = read(&[stripe]).expect_err("a problem");
    assert!(text.contains("needs a secret key"), "{text}");
    for (given, warned) in [(&[live][..], true), (&[stripe, live], false)] {
        let settings = read(given).expect("legal");
        let warnings = settings.common_warnings();
        assert_eq!(
            warnings.iter().any(|text| text.contains("a live key")),
            warned
        );
        let options = settings.stripe(egress::Egress::direct());
        assert_eq!(options.is_none(), warned);
        assert!(!format!("{settings:?} {options:?}").contains("canary"));
    }
}

#[test]
fn log_filter_levels() {
    for (text, valid) in [
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
        assert_eq!(given.read().is_ok(), valid, "{text}");
    }
}
