use super::*;

#[test]
fn expiry_of_each_form() {
    let at = |text: &str| Expiry::At(text.parse().expect(text));
    for (text, expected) in [
        ("2026-08-01T12:00:00Z", at("2026-08-01T12:00:00Z")),
        ("2026-08-01T12:00:00.250000Z", at("2026-08-01T12:00:00.25Z")),
        ("2026-08-01T14:00:00+02:00", at("2026-08-01T12:00:00Z")),
        ("2026-08-01 12:00:00+00", at("2026-08-01T12:00:00Z")),
        ("2026-08-01 12:00:00.25+00", at("2026-08-01T12:00:00.25Z")),
        ("2026-08-01 17:30:00+05:30", at("2026-08-01T12:00:00Z")),
        ("2026-08-01 12:00:00", Expiry::Unreadable),
        ("2026-08-01", Expiry::Unreadable),
        ("2026-13-01T12:00:00Z", Expiry::Unreadable),
        ("1785585600", Expiry::Unreadable),
        ("infinity", Expiry::Unreadable),
        ("never", Expiry::Unreadable),
        ("", Expiry::Unreadable),
    ] {
        assert_eq!(expiry(Some(text)), expected, "{text:?}");
    }
    assert_eq!(expiry(None), Expiry::Never);
}
