use accounts::Identity;
use billing_sandbox::Scenario;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use jiff::{Span, SpanRelativeTo, Timestamp};

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
    let time = text.parse::<Timestamp>().ok().or_else(|| {
        let span: Span = text.parse().ok()?;
        let relative = SpanRelativeTo::days_are_24_hours();
        now.checked_add(span.to_duration(relative).ok()?).ok()
    });
    match time {
        Some(time) if time > now => Ok(time),
        Some(_) => Err("the time is in the past".to_owned()),
        None => Err(
            "write a time such as 2030-01-31T12:00:00Z, or a duration such as 90d or 24h"
                .to_owned(),
        ),
    }
}

/// A scenario by its name; help and errors list them.
pub(crate) fn scenario() -> impl TypedValueParser<Value = Scenario> {
    PossibleValuesParser::new(Scenario::ALL.map(Scenario::as_str))
        .try_map(|name| name.parse::<Scenario>())
}

#[cfg(test)]
mod tests;
