use accounts_tests::Installation;

#[test]
fn report_settings_problems_all_at_once() {
    let installation = Installation::bare()
        .with("ACCOUNTS_LISTEN", "localhost")
        .with("ACCOUNTS_KEY_SECRET", "canary-short")
        .with(
            "ACCOUNTS_DATABASE_URL",
            "mysql://canary-user:canary-pass@host/db",
        )
        .with("ACCOUNTS_BILLING", "paypal")
        .with("ACCOUNTS_PUBLIC_URL", "ftp://canary-ftp@example.com")
        .with("ACCOUNTS_MAX_REQUESTS", "16k")
        .with("ACCOUNTS_BODY_LIMIT_BYTES", "16384")
        .with("ACCOUNTS_RETURN_URL_ORIGINS", "https://example.com/path")
        .with("ACCOUNTS_LISTN", "127.0.0.1:1")
        .with("ACCOUNTS_LOG", "loud");
    let file = installation.folder().join("settings.toml");
    std::fs::write(&file, "idle_timeout_ms = 0\nnonsense = 1\n").expect("a file");
    for command in [&["config", "check"][..], &[], &["serve"]] {
        let arguments = [command, &["--config", "settings.toml"]].concat();
        let ran = installation.run(&arguments);
        assert_eq!(
            (ran.code, ran.stdout.as_str()),
            (2, ""),
            "{command:?}: {}",
            ran.stderr
        );
        for named in [
            "ACCOUNTS_LISTEN",
            "ACCOUNTS_KEY_SECRET",
            "ACCOUNTS_DATABASE_URL",
            "ACCOUNTS_BILLING",
            "ACCOUNTS_PUBLIC_URL",
            "ACCOUNTS_MAX_REQUESTS",
            "ACCOUNTS_BODY_LIMIT_BYTES (environment): this setting no longer exists",
            "BODY_LIMIT_BYTES now, 16 KiB",
            "ACCOUNTS_RETURN_URL_ORIGINS",
            "ACCOUNTS_LISTN",
            "ACCOUNTS_LOG",
            "ACCOUNTS_IDLE_TIMEOUT_MS",
            "nonsense",
            "settings.toml:1",
            "settings.toml:2",
        ] {
            assert!(ran.stderr.contains(named), "{named}: {}", ran.stderr);
        }
        assert!(!ran.stderr.contains("canary"), "{}", ran.stderr);
    }
    assert!(!installation.database().exists());
}

#[test]
fn check_settings_shows_origin_and_no_secret() {
    let installation = Installation::new();
    let file = installation.folder().join("settings.toml");
    std::fs::write(&file, "listen = \"127.0.0.1:1\"\nmax_requests = 7\n").expect("a file");
    let arguments = [
        "config",
        "check",
        "--config",
        "settings.toml",
        "--log",
        "debug",
    ];
    let ran = installation.run(&arguments);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let line = |name: &str| {
        let lines = ran.stdout.lines();
        let mut found = lines.filter(|line| line.split_whitespace().next() == Some(name));
        found
            .next()
            .unwrap_or_else(|| panic!("{name}: {}", ran.stdout))
            .to_owned()
    };
    let listen = line("ACCOUNTS_LISTEN");
    assert!(
        listen.contains("127.0.0.1:0") && listen.ends_with("environment"),
        "{listen}"
    );
    let requests = line("ACCOUNTS_MAX_REQUESTS");
    assert!(
        requests.contains('7') && requests.ends_with("settings.toml:2"),
        "{requests}"
    );
    let log = line("ACCOUNTS_LOG");
    assert!(
        log.contains("debug") && log.ends_with("flag --log"),
        "{log}"
    );
    let billing = line("ACCOUNTS_BILLING");
    assert!(
        billing.contains("sandbox") && billing.ends_with("default"),
        "{billing}"
    );
    assert!(line("ACCOUNTS_KEY_SECRET").contains("hidden"));
    assert!(!format!("{ran:?}").contains(installation.key_secret()));
}

#[test]
fn refuse_development_secret_outside_loopback() {
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"] {
        let installation = Installation::bare().with("ACCOUNTS_LISTEN", address);
        let ran = installation.run(&[]);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{address}");
        assert!(ran.stderr.contains("ACCOUNTS_KEY_SECRET"), "{}", ran.stderr);
        assert!(ran.stderr.contains("public-sandbox"), "{}", ran.stderr);
        // Allowing the sandbox does not allow the secret.
        let ran = installation
            .with("ACCOUNTS_BILLING", "public-sandbox")
            .run(&[]);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{address}");
        assert!(ran.stderr.contains("ACCOUNTS_KEY_SECRET"), "{}", ran.stderr);
        assert!(!ran.stderr.contains("public-sandbox"), "{}", ran.stderr);
    }
    let secret = Installation::new().key_secret();
    let installation = Installation::bare().with("ACCOUNTS_KEY_SECRET", secret);
    let ran = installation.with("ACCOUNTS_LISTEN", "0.0.0.0:0").run(&[]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("public-sandbox"), "{}", ran.stderr);
}

#[test]
fn refuse_stripe_without_secrets() {
    let ran = Installation::bare()
        .with("ACCOUNTS_BILLING", "stripe")
        .run(&[]);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    for named in ["ACCOUNTS_STRIPE_SECRET_KEY", "ACCOUNTS_KEY_SECRET"] {
        assert!(ran.stderr.contains(named), "{named}: {}", ran.stderr);
    }
}

#[test]
fn warn_of_development_secret_every_command() {
    let installation = Installation::bare().migrated();
    let ran = installation.run(&["accounts", "create", "--name", "Acme"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("ACCOUNTS_KEY_SECRET"), "{}", ran.stderr);
    assert!(!ran.stderr.contains('\u{1b}'), "colours are for terminals");
}

#[test]
fn refuse_address_in_use() {
    let service = Installation::new().serve();
    let address = service.address().to_string();
    let ran = Installation::new()
        .with("ACCOUNTS_LISTEN", &address)
        .run(&[]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    for named in ["ACCOUNTS_LISTEN", &address] {
        assert!(ran.stderr.contains(named), "{named}: {}", ran.stderr);
    }
}

#[test]
fn refuse_database_that_is_none() {
    let installation = Installation::new();
    std::fs::write(installation.database(), "this is no database, but a text").expect("a file");
    let ran = installation.run(&[]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    for named in ["ACCOUNTS_DATABASE_URL", "accounts.db"] {
        assert!(ran.stderr.contains(named), "{named}: {}", ran.stderr);
    }
}
