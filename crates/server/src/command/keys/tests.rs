use super::*;

#[test]
fn line_of_each_state() {
    let now: Timestamp = "2026-08-02T12:00:00Z".parse().expect("a time");
    let at = |text: &str| Expiry::At(text.parse().expect("a time"));
    let id = KeyId::random();
    for (expiry, last_used, shown) in [
        (
            Expiry::Never,
            None,
            "never                 unused                active  ",
        ),
        (
            at("2026-08-02T12:00:00.9Z"),
            Some("2026-08-02 13:00:00.5+02"),
            "2026-08-02T12:00:00Z  2026-08-02T11:00:00Z  active  ",
        ),
        (
            at("2026-08-02T12:00:00Z"),
            Some("2026-08-01T12:00:00.000000Z"),
            "2026-08-02T12:00:00Z  2026-08-01T12:00:00Z  expired ",
        ),
        (
            Expiry::Unreadable,
            Some("a\nb"),
            "unreadable            a\u{fffd}b                   refused ",
        ),
    ] {
        let key = StoredKey {
            id,
            account: AccountId::random(),
            name: "a\u{1b}[2Jb".to_owned(),
            hint: None,
            created_at: "2025-01-01 00:00:00.5+00".to_owned(),
            expiry,
            last_used: last_used.map(str::to_owned),
            hashed_under: [None; 2],
            account_disabled: false,
            ended: None,
        };
        let expected = format!("{id}  ...????  2025-01-01T00:00:00Z  {shown}  a\u{fffd}[2Jb\n");
        assert_eq!(line(&key, now), expected);
    }
}

#[test]
fn state_names_what_refuses_the_key_first() {
    let now: Timestamp = "2026-08-02T12:00:00Z".parse().expect("a time");
    let [past, later] = ["2026-08-02T12:00:00Z", "2026-08-02T12:00:01Z"]
        .map(|time| Expiry::At(time.parse().expect("a time")));
    for (ended, expiry, account_disabled, expected) in [
        (None, Expiry::Never, false, "active"),
        (None, later, false, "active"),
        (None, later, true, "disabled"),
        (None, past, true, "expired"),
        (None, Expiry::Unreadable, true, "refused"),
        (Some(KeyEnd::Revoked), past, true, "revoked"),
        (Some(KeyEnd::Rolled), Expiry::Never, false, "rolled"),
    ] {
        let key = StoredKey {
            id: KeyId::random(),
            account: AccountId::random(),
            name: "a".to_owned(),
            hint: None,
            created_at: "2025-01-01T00:00:00Z".to_owned(),
            expiry,
            last_used: None,
            hashed_under: [None; 2],
            account_disabled,
            ended,
        };
        assert_eq!(state(&key, now), expected, "{key:?}");
    }
}
