use super::*;

fn parse(words: &[&str]) -> Result<Parsed, clap::Error> {
    super::parse(
        [&["accounts-server"], words]
            .concat()
            .into_iter()
            .map(OsString::from),
    )
}

#[test]
fn commands_are_sound() {
    with_flags(CommandLine::command()).debug_assert();
}

#[test]
fn serve_by_default() {
    let parsed = parse(&["--listen", "x"]).expect("a line");
    assert!(matches!(parsed.command, Command::Serve));
    assert_eq!((parsed.config, parsed.operator), (None, None));
    assert_eq!(parsed.flags.len(), 1);
}

#[test]
fn flags_on_both_sides_of_command() {
    let line = [
        "--listen",
        "a",
        "--config",
        "a",
        "--billing",
        "a",
        "config",
        "check",
        "--listen",
        "b",
        "--billing",
        "b",
    ];
    let Parsed { config, flags, .. } = parse(&line).expect("a line");
    assert_eq!(config, Some("a".into()));
    let texts = |name| {
        flags
            .iter()
            .filter(move |(setting, _)| setting.name == name)
    };
    assert_eq!(
        texts("listen").next_back().map(|(_, text)| text.as_str()),
        Some("b")
    );
    assert_eq!(
        texts("billing").next_back().map(|(_, text)| text.as_str()),
        Some("b")
    );
}

#[test]
fn secret_has_no_flag() {
    assert!(parse(&["--key-secret", "x"]).is_err());
    let help = with_flags(CommandLine::command())
        .render_long_help()
        .to_string();
    assert!(help.contains("--return-url-origins"), "{help}");
    assert!(help.contains("ACCOUNTS_KEY_SECRET"), "{help}");
}

#[test]
fn server_settings_belong_to_server() {
    assert!(parse(&["accounts", "list", "--database-url", "x"]).is_ok());
    assert!(parse(&["accounts", "list", "--listen", "x"]).is_err());
    for command in [
        &["serve"][..],
        &["doctor"],
        &["healthcheck"],
        &["config", "check"],
    ] {
        assert!(parse(&[command, &["--listen", "x"]].concat()).is_ok());
    }
}

#[test]
fn operator_on_either_side_of_command() {
    for line in [
        ["--operator", "ann", "accounts", "list"],
        ["accounts", "list", "--operator", "ann"],
    ] {
        assert_eq!(
            parse(&line).expect("a line").operator.as_deref(),
            Some("ann")
        );
    }
    assert!(parse(&["accounts", "list", "--operator", "a\nb"]).is_err());
}
