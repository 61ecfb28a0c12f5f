use accounts::Identity;
use billing_sandbox::Scenario;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use jiff::{Span, SpanRelativeTo, Timestamp};

use crate::command::text::is_unsafe;

/// A name for people: up to 200 characters on one line.
pub(crate) fn name(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() {
        Err("a name has at least one character".to_owned())
    } else if text.chars().count() > 200 {
        Err("a name has at most 200 characters".to_owned())
    } else if text.contains(is_unsafe) {
        Err("a name has no control characters".to_owned())
    } else {
        Ok(text.to_owned())
    }
}

/// The issuer or the subject of tokens, kept to the letter.
pub(crate) fn part_of_identity(text: &str) -> Result<String, String> {
    let longest = Identity::LONGEST_PART_BYTES;
    if text.is_empty() {
        Err("it has at least one character".to_owned())
    } else if text.len() > longest {
        Err(format!("it has at most {longest} bytes"))
    } else if text.contains(is_unsafe) {
        Err("it has no control characters".to_owned())
    } else if text.trim() != text {
        Err("it has no blanks at its ends".to_owned())
    } else {
        Ok(text.to_owned())
    }
}

/// A time to come, as RFC 3339 or as a while from now in which days have 24 hours.
pub(crate) fn expiry(text: &str) -> Result<Timestamp, String> {
    let now = Timestamp::now();
    let time = text.parse::<Timestamp>().ok().or_else(|| {
        let span: Span = text.parse().ok()?;
        let relative = SpanRelativeTo::days_are_24_hours();
        now.checked_add(span.to_duration(relative).ok()?).ok()
    });
    match time {
        Some(time) if time > now => Ok(time),
        Some(_) => Err("the time is over already".to_owned()),
        None => Err(
            "write a time such as 2030-01-31T12:00:00Z, or a while such as 90d or 24h".to_owned(),
        ),
    }
}

/// A scenario by its name; help and errors list them.
pub(crate) fn scenario() -> impl TypedValueParser<Value = Scenario> {
    PossibleValuesParser::new(Scenario::ALL.map(Scenario::as_str))
        .try_map(|name| name.parse::<Scenario>())
}

#[cfg(test)]
mod tests {
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
}
