use crate::settings::{Settings, TABLE};

#[test]
fn shown_without_its_password() {
    let url = "postgres://ann:canary@db.example.com/accounts?sslmode=verify-full";
    let environment = [("ACCOUNTS_DATABASE_URL".into(), url.into())];
    let read = Settings::read(None, Vec::new(), environment);
    let (settings, effective) = read.expect("a valid URL");
    assert_eq!(settings.database_url.as_str(), url);
    let shown = format!("{settings:?} {effective:?}");
    assert!(!shown.contains("canary"));
    assert!(
        shown.contains("ann:***@db.example.com/accounts?sslmode=verify-full"),
        "{shown}"
    );
}

#[test]
fn clear_text_to_another_machine() {
    for (url, clear) in [
        ("postgres://db.example.com/accounts", true),
        (
            "postgresql://ann@192.0.2.1:6432/accounts?sslmode=prefer",
            true,
        ),
        ("postgres:///accounts?host=db.example.com", true),
        ("postgres://db.example.com/accounts?sslmode=require", false),
        (
            "postgres://db.example.com/accounts?sslmode=verify-full",
            false,
        ),
        ("postgres://localhost/accounts", false),
        ("postgres://[::1]/accounts", false),
        ("postgres:///accounts?host=/var/run/postgresql", false),
        ("sqlite:accounts.db", false),
    ] {
        let environment = [("ACCOUNTS_DATABASE_URL".into(), url.into())];
        let (settings, _) = Settings::read(None, Vec::new(), environment).expect(url);
        let warned = settings
            .warnings()
            .iter()
            .any(|warning| warning.contains("sslmode"));
        assert_eq!(warned, clear, "{url}");
    }
}

#[test]
fn password_on_the_command_line() {
    let mut table = TABLE.iter();
    let setting = table.find(|setting| setting.name == "database_url");
    for (url, valid) in [
        ("postgres://ann:canary@db.example.com/accounts", false),
        (
            "postgres://db.example.com/accounts?user=ann&password=canary",
            false,
        ),
        ("postgres://ann@db.example.com/accounts", true),
        ("sqlite:a:***@b.db", true),
    ] {
        let flags = vec![(setting.expect("a setting"), url.to_owned())];
        match Settings::read(None, flags, []) {
            Ok(_) => assert!(valid, "{url}"),
            Err(problems) => {
                let text = problems.to_string();
                assert!(!valid && text.contains("can read command lines"), "{text}");
                assert!(!text.contains("canary"), "{text}");
            }
        }
    }
}
