use jiff::ToSpan as _;

use super::*;

#[test]
fn expiry_of_each_form() {
    let now = Timestamp::now();
    for (text, hours) in [
        ("24h", 24),
        ("90d", 90 * 24),
        ("2w", 14 * 24),
        ("1d 12h", 36),
        ("PT1H", 1),
    ] {
        let time = expiry(text).expect(text);
        let late = time.duration_since(now + i64::from(hours).hours());
        assert!(late.as_secs() < 5, "{text}: {time}");
    }
    let fixed = "2999-01-31T12:00:00+01:00";
    assert_eq!(
        expiry(fixed).expect(fixed).to_string(),
        "2999-01-31T11:00:00Z"
    );
}

#[test]
fn expiry_refused() {
    for text in [
        "",
        "soon",
        "24",
        "-1h",
        "0s",
        "1mo",
        "1y",
        "2020-01-01T00:00:00Z",
        "2999-01-01",
    ] {
        assert!(expiry(text).is_err(), "{text}");
    }
}

#[test]
fn past_of_each_form() {
    let now = Timestamp::now();
    for (text, hours) in [("24h", 24), ("90d", 90 * 24), ("0s", 0)] {
        let time = past(text).expect(text);
        let late = time.duration_since(now - i64::from(hours).hours());
        assert!(late.as_secs() < 5, "{text}: {time}");
    }
    for text in [
        "2026-01-31",
        "2026-01-31T00:00:00Z",
        "2026-01-31T01:00:00+01:00",
    ] {
        let time = past(text).expect(text).to_string();
        assert_eq!(time, "2026-01-31T00:00:00Z", "{text}");
    }
    for text in ["", "soon", "24", "-1h", "1mo", "2026-13-31", "2999-01-01"] {
        assert!(past(text).is_err(), "{text}");
    }
    assert!(days_ago("365").expect("a time") < now - (364 * 24).hours());
    assert!(days_ago("0").expect("a time") >= now);
    for text in ["", "-1", "1.5", "90d", "4294967295"] {
        assert!(days_ago(text).is_err(), "{text}");
    }
}

#[test]
fn name_refused() {
    for text in ["", "  ", "a\nb", "a\u{202e}b", &"x".repeat(201)] {
        assert!(name(text).is_err(), "{text:?}");
    }
    assert_eq!(name(" Acme GmbH "), Ok("Acme GmbH".to_owned()));
}

#[test]
fn identity_kept_to_the_letter() {
    for text in [
        "privy.io",
        "did:privy:cm1",
        "auth0|Ann Ü",
        "https://a.example/",
    ] {
        assert_eq!(part_of_identity(text), Ok(text.to_owned()));
    }
    for text in ["", " ", " a", "a ", "a\0b", "a\nb", "a\u{202e}b"] {
        assert!(part_of_identity(text).is_err(), "{text:?}");
    }
    assert!(part_of_identity(&"x".repeat(255)).is_ok());
    assert!(part_of_identity(&"x".repeat(256)).is_err());
}
