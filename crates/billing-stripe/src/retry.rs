use std::time::Duration;

use reqwest::StatusCode;

use crate::response::Head;

/// Retries that Stripe's own libraries make.
const MAX_RETRIES: u32 = 2;

/// Retries when somebody else holds a lock on the customer. Stripe's own libraries make none; the deadline of the caller is long enough
/// for one.
const MAX_RETRIES_WHEN_LOCKED: u32 = 1;

const MIN_BACKOFF: Duration = Duration::from_millis(500);
const MAX_BACKOFF: Duration = Duration::from_secs(5);

/// How long to wait before the next try; `None` when there is none. Decided as Stripe's own libraries do, bar one retry after a lock.
///
/// `head` is that of the response, `None` when none came to its end; `locked` says that it is about a lock; `retries` were made before;
/// `chance` is from 0 up to 1.
///
/// Source: `RequestSender.ts` of stripe-node 17.7.0
pub(crate) fn next(
    head: Option<&Head>,
    locked: bool,
    retries: u32,
    chance: f64,
) -> Option<Duration> {
    let max = match head {
        None => MAX_RETRIES,
        Some(head) => match head.should_retry {
            Some(true) => MAX_RETRIES,
            Some(false) => 0,
            None if locked => MAX_RETRIES_WHEN_LOCKED,
            None if head.status == StatusCode::CONFLICT || head.status.is_server_error() => {
                MAX_RETRIES
            }
            None => 0,
        },
    };
    if retries >= max {
        return None;
    }
    let asked = head.filter(|_| locked).and_then(|head| head.retry_after);
    Some(asked.map_or_else(|| backoff(retries, chance), |asked| asked.max(MIN_BACKOFF)))
}

/// Doubles each time, half of it by chance.
fn backoff(retries: u32, chance: f64) -> Duration {
    let full = MIN_BACKOFF
        .saturating_mul(1 << retries.min(8))
        .min(MAX_BACKOFF);
    full.mul_f64(0.5 + 0.5 * chance).max(MIN_BACKOFF)
}

/// A number from 0 up to 1. Without randomness from the operating system everybody waits the same.
pub(crate) fn chance() -> f64 {
    let number = getrandom::u32().unwrap_or_default();
    f64::from(number) / (f64::from(u32::MAX) + 1.0)
}

#[cfg(test)]
mod tests;
