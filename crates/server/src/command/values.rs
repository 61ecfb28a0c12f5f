use accounts::Identity;
use billing_sandbox::Scenario;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use directory::AuditAction;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, SpanRelativeTo, Timestamp};

use crate::command::text::is_unsafe;

/// A name for people: up to 200 characters on one line.
pub(crate) fn name(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() {
        Err("a name must have at least one character".to_owned())
    } else if text.chars().count() > 200 {
        Err("a name may have at most 200 characters".to_owned())
    } else if text.contains(is_unsafe) {
        Err("a name must not contain control characters".to_owned())
    } else {
        Ok(text.to_owned())
    }
}

/// The issuer or the subject of tokens, kept exactly.
pub(crate) fn part_of_identity(text: &str) -> Result<String, String> {
    let max = Identity::MAX_PART_BYTES;
    if text.is_empty() {
        Err("it must have at least one character".to_owned())
    } else if text.len() > max {
        Err(format!("it may have at most {max} bytes"))
    } else if text.contains(is_unsafe) {
        Err("it must not contain control characters".to_owned())
    } else if text.trim() != text {
        Err("it must not start or end with a blank".to_owned())
    } else {
        Ok(text.to_owned())
    }
}

/// A future time, as RFC 3339 or as a duration from now in which days have 24 hours.
pub(crate) fn expiry(text: &str) -> Result<Timestamp, String> {
    let now = Timestamp::now();
    match time_from(now, text)? {
        time if time > now => Ok(time),
        _ => Err("the time is in the past".to_owned()),
    }
}

/// A time, as RFC 3339 or as a duration from now in which days have 24 hours.
pub(crate) fn time(text: &str) -> Result<Timestamp, String> {
    time_from(Timestamp::now(), text)
}

fn time_from(now: Timestamp, text: &str) -> Result<Timestamp, String> {
    let time = text.parse::<Timestamp>().ok();
    let time = time.or_else(|| now.checked_add(duration(text)?).ok());
    time.ok_or_else(|| {
        "write a time such as 2030-01-31T12:00:00Z, or a duration such as 90d or 24h".to_owned()
    })
}

/// A time up to now: as RFC 3339, as a day in UTC, or as a duration before now in which days have 24 hours.
pub(crate) fn past(text: &str) -> Result<Timestamp, String> {
    let now = Timestamp::now();
    let time = text.parse::<Timestamp>().ok();
    let day = || {
        Some(
            text.parse::<Date>()
                .ok()?
                .to_zoned(TimeZone::UTC)
                .ok()?
                .timestamp(),
        )
    };
    let before = || now.checked_sub(duration(text)?).ok();
    match time.or_else(day).or_else(before) {
        Some(time) if time <= now => Ok(time),
        Some(_) => Err("the time is in the future".to_owned()),
        None => Err(
            "write a time such as 2026-01-31T12:00:00Z, a day such as 2026-01-31, or a duration before now such as 90d or 24h"
                .to_owned(),
        ),
    }
}

/// So many days before now.
pub(crate) fn days_ago(text: &str) -> Result<Timestamp, String> {
    let days = text.parse::<u32>().ok();
    let hours = days.map(|days| SignedDuration::from_hours(24 * i64::from(days)));
    let time = hours.and_then(|hours| Timestamp::now().checked_sub(hours).ok());
    time.ok_or_else(|| "write a number of days such as 365".to_owned())
}

fn duration(text: &str) -> Option<SignedDuration> {
    let span: Span = text.parse().ok()?;
    span.to_duration(SpanRelativeTo::days_are_24_hours()).ok()
}

/// A scenario by its name; help and errors list them.
pub(crate) fn scenario() -> impl TypedValueParser<Value = Scenario> {
    PossibleValuesParser::new(Scenario::ALL.map(Scenario::as_str))
        .try_map(|name| name.parse::<Scenario>())
}

/// An action of the audit log by its name; help and errors list them.
pub(crate) fn action() -> impl TypedValueParser<Value = AuditAction> {
    PossibleValuesParser::new(AuditAction::ALL.iter().map(|action| action.as_str()))
        .try_map(|name| name.parse::<AuditAction>())
}

#[cfg(test)]
mod tests;
