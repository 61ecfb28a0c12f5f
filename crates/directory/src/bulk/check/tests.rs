use super::*;

const ACCOUNT: &str = r#"{"type":"account","id":"123E4567-E89B-12D3-A456-426614174000","name":"Zoë ","created_at":"2026-08-01 14:00:00+02",
    "disabled_at":"2026-08-02 14:00:00+02"}"#;
const KEY: &str = r#"{"type":"key","id":"123E4567E89B12D3A456426614174001","account":"123e4567-e89b-12d3-a456-426614174000","name":"",
    "key_hash":"7BACCEB8ac363e459d3660583dc86d212f74dfd21da6521b3303f4f74fa5b1aa","created_at":"2026-08-01T12:00:00Z","expires_at":null}"#;

fn read(text: &str) -> Result<Record, String> {
    let record: Record = serde_json::from_str(text).map_err(|error| error.to_string())?;
    record.checked().map_err(|error| error.to_string())
}

#[test]
fn records_are_rewritten() {
    let account = read(ACCOUNT).expect("an account");
    let expected = AccountRecord {
        id: "123e4567-e89b-12d3-a456-426614174000".to_owned(),
        name: "Zoë ".to_owned(),
        created_at: "2026-08-01T12:00:00.000000Z".to_owned(),
        disabled_at: Some("2026-08-02T12:00:00.000000Z".to_owned()),
    };
    assert_eq!(account, Record::Account(expected));
    let Ok(Record::Key(key)) = read(KEY) else {
        panic!("no key");
    };
    assert_eq!(key.id, "123e4567-e89b-12d3-a456-426614174001");
    assert!(key.key_hash.starts_with("7bacceb8ac"));
    assert_eq!(key.expires_at, None);
}

/// Each message names the field and what is wrong, and repeats no value.
#[test]
fn records_refused() {
    let long_name = format!(r#""name":"{}""#, "ß".repeat(201));
    let same = r#""rolled_hash":"7bacceb8ac363e459d3660583dc86d212f74dfd21da6521b3303f4f74fa5b1aa","rolled_hash_secret":"01234567","key_hash""#;
    for (text, from, to, said) in [
        (
            ACCOUNT,
            r#""id":"123E"#,
            r#""id":"SECRET"#,
            "id: not an account id",
        ),
        (
            ACCOUNT,
            r#""name":"Zoë ""#,
            &long_name,
            "name: it has more than 200 characters",
        ),
        (ACCOUNT, "Zoë ", "\\u0000", "name: it contains NUL"),
        (
            ACCOUNT,
            "00+02",
            "00",
            "created_at: not a time with an offset",
        ),
        (
            ACCOUNT,
            "2026-08-01 14:00:00+02",
            "SECRET",
            "created_at: not a time",
        ),
        (
            ACCOUNT,
            "2026-08-02 14:00:00+02",
            "yes",
            "disabled_at: not a time",
        ),
        (ACCOUNT, r#""name""#, r#""nam""#, "unknown field `nam`"),
        (ACCOUNT, r#""name""#, r#""id""#, "duplicate field `id`"),
        (ACCOUNT, r#""name":"Zoë ","#, "", "missing field `name`"),
        (KEY, "7BACC", "SECRE", "key_hash: not the hash of a key"),
        (KEY, r#""key_hash""#, same, "rolled_hash: it is the same"),
        (
            KEY,
            r#""key_hash""#,
            r#""rolled_hash":"SECRET","key_hash""#,
            "rolled_hash: not the hash",
        ),
        (
            KEY,
            r#""key_hash""#,
            r#""rolled_hash_secret":"01234567","key_hash""#,
            "rolled_hash: it comes with",
        ),
        (
            KEY,
            r#""expires_at":null"#,
            r#""expires_at":"never SECRET""#,
            "expires_at: not a time",
        ),
        (
            KEY,
            r#""expires_at":null"#,
            r#""hint":"SECRET""#,
            "hint: at most the last 4",
        ),
        (
            KEY,
            r#""expires_at":null"#,
            r#""key_hash_secret":"SECRET""#,
            "key_hash_secret: not the",
        ),
    ] {
        let changed = text.replace(from, to);
        assert_ne!(changed, text, "{from}");
        let error = read(&changed).expect_err(&changed);
        assert!(error.contains(said), "{error}");
        assert!(!error.contains("SECRET"), "{error}");
    }
}

#[test]
fn parts_of_identities_refused() {
    let record = |subject: &str| IdentityRecord {
        issuer: "https://issuer.example.com".to_owned(),
        subject: subject.to_owned(),
        account: "123e4567-e89b-12d3-a456-426614174000".to_owned(),
        created_at: "2026-08-01T12:00:00Z".to_owned(),
    };
    let longest = "s".repeat(255);
    assert!(record(&longest).checked().is_ok());
    for subject in ["", " a", "a\n", "a\tb", &(longest + "s")] {
        let error = record(subject).checked().expect_err(subject).to_string();
        assert!(error.starts_with("subject: "), "{error}");
    }
}

#[test]
fn makers_of_customers() {
    let record = |made_by: Option<&str>| CustomerRecord {
        account: "123e4567-e89b-12d3-a456-426614174000".to_owned(),
        customer: "cus_1".to_owned(),
        created_at: "2026-08-01T12:00:00Z".to_owned(),
        made_by: made_by.map(str::to_owned),
    };
    for made_by in [None, Some("manual"), Some("automatic")] {
        assert!(record(made_by).checked().is_ok(), "{made_by:?}");
    }
    let error = record(Some("someone"))
        .checked()
        .expect_err("an unknown maker");
    assert_eq!(
        error.to_string(),
        "made_by: write `manual` or `automatic`, or leave it out"
    );
}
