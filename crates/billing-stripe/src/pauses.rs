use std::collections::HashMap;
use std::time::Duration;

use metrics::counter;
use parking_lot::Mutex;
use tokio::time::Instant;

use crate::call::Endpoint;
use crate::rate_limit::RateLimit;

/// First pause where Stripe does not say how long; each further one in a row is twice as long.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const MAX_PAUSE: Duration = Duration::from_secs(8);

/// Endpoints that are not called for a while because Stripe said that there were too many requests.
#[derive(Debug, Default)]
pub(crate) struct Pauses(Mutex<HashMap<Endpoint, Pause>>);

#[derive(Clone, Copy, Debug)]
struct Pause {
    began: Instant,
    until: Instant,
    /// How long the next one is.
    next: Duration,
}

impl Pauses {
    /// How long an endpoint is still not called.
    pub(crate) fn left(&self, endpoint: Endpoint) -> Option<Duration> {
        let pause = self.0.lock().get(&endpoint).copied()?;
        let left = pause.until.saturating_duration_since(Instant::now());
        (!left.is_zero()).then_some(left)
    }

    /// Begins a pause after a call that began at `called`; answers how long it is. One call of several at the same time begins it.
    pub(crate) fn begin(
        &self,
        endpoint: Endpoint,
        called: Instant,
        retry_after: Option<Duration>,
        limit: Option<RateLimit>,
    ) -> Duration {
        let now = Instant::now();
        let mut pauses = self.0.lock();
        let before = pauses.get(&endpoint).copied();
        if let Some(pause) = before.filter(|pause| called < pause.began) {
            let left = pause.until.saturating_duration_since(now);
            if !left.is_zero() {
                return left;
            }
        }
        let step = before.map_or(FIRST_PAUSE, |pause| pause.next);
        let length = retry_after.filter(|wait| !wait.is_zero()).unwrap_or(step);
        let pause = Pause {
            began: now,
            until: now + length,
            next: (step * 2).min(MAX_PAUSE),
        };
        pauses.insert(endpoint, pause);
        let cause = RateLimit::label(limit);
        counter!("stripe_pauses_total", "call" => endpoint.name(), "cause" => cause).increment(1);
        tracing::warn!(
            endpoint = endpoint.name(),
            cause,
            seconds = length.as_secs_f64(),
            "too many requests for Stripe: this endpoint is not called for a while"
        );
        length
    }

    /// A call that began at `called` was let through: the next pause is a first one again.
    pub(crate) fn succeeded(&self, endpoint: Endpoint, called: Instant) {
        let mut pauses = self.0.lock();
        if pauses
            .get(&endpoint)
            .is_some_and(|pause| pause.until <= called)
        {
            pauses.remove(&endpoint);
        }
    }
}

#[cfg(test)]
mod tests;
