use std::time::Duration;

use jiff::fmt::rfc2822::DateTimeParser;
use jiff::{SignedDuration, Timestamp};
use reqwest::header::DATE;

use crate::call_error::CallFailure;
use crate::transport::Transport;

/// How far clocks may differ: `Date` has whole seconds, and the response takes its time.
const MAX_DIFFERENCE: SignedDuration = SignedDuration::from_secs(5);

/// Longest wait for a response.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Compares our clock with the `Date` of a response (RFC 9110, section 6.6.1), whatever it is.
pub(crate) async fn compare(
    transport: &Transport,
) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    let answer = tokio::time::timeout(TIMEOUT, transport.probe()).await;
    let answer = answer.map_err(|_| "no response in time")?;
    let answer = answer.map_err(CallFailure::from)?;
    let date = answer
        .headers()
        .get(DATE)
        .and_then(|date| date.to_str().ok());
    let date = date.and_then(|date| DateTimeParser::new().parse_timestamp(date).ok());
    let Some(date) = date else {
        return Ok("not given by Stripe".to_owned());
    };
    apart(date.duration_since(Timestamp::now()))
}

fn apart(ahead: SignedDuration) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    if ahead.abs() <= MAX_DIFFERENCE {
        return Ok("as Stripe's".to_owned());
    }
    let side = if ahead.is_negative() {
        "ahead of"
    } else {
        "behind"
    };
    let seconds = ahead.abs().as_secs();
    Err(format!(
        "this machine's clock is {seconds} s {side} Stripe's; have it set by NTP: timedatectl set-ntp true"
    )
    .into())
}

#[cfg(test)]
mod tests;
