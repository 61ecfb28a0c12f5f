use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::call::Endpoint;

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
        let pause = self.pauses().get(&endpoint).copied()?;
        let left = pause.until.saturating_duration_since(Instant::now());
        (!left.is_zero()).then_some(left)
    }

    /// Begins a pause after a call that began at `called`; answers how long it is. One call of several at the same time begins it.
    pub(crate) fn begin(
        &self,
        endpoint: Endpoint,
        called: Instant,
        retry_after: Option<Duration>,
    ) -> Duration {
        let now = Instant::now();
        let mut pauses = self.pauses();
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
        tracing::warn!(
            endpoint = endpoint.name(),
            seconds = length.as_secs_f64(),
            "too many requests for Stripe: this endpoint is not called for a while"
        );
        length
    }

    /// A call that began at `called` was let through: the next pause is a first one again.
    pub(crate) fn succeeded(&self, endpoint: Endpoint, called: Instant) {
        let mut pauses = self.pauses();
        if pauses
            .get(&endpoint)
            .is_some_and(|pause| pause.until <= called)
        {
            pauses.remove(&endpoint);
        }
    }

    fn pauses(&self) -> MutexGuard<'_, HashMap<Endpoint, Pause>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENDPOINT: Endpoint = Endpoint::Sessions;

    async fn begin(pauses: &Pauses) -> u64 {
        let length = pauses.begin(ENDPOINT, Instant::now(), None);
        tokio::time::advance(length).await;
        assert_eq!(pauses.left(ENDPOINT), None);
        length.as_secs()
    }

    #[tokio::test(start_paused = true)]
    async fn pauses_double_until_a_call_succeeds() {
        let pauses = Pauses::default();
        let mut lengths = Vec::new();
        for _ in 0..6 {
            lengths.push(begin(&pauses).await);
        }
        assert_eq!(lengths, [1, 2, 4, 8, 8, 8]);
        pauses.succeeded(ENDPOINT, Instant::now());
        assert_eq!(begin(&pauses).await, 1);
    }

    #[tokio::test(start_paused = true)]
    async fn calls_at_the_same_time_begin_one_pause() {
        let pauses = Pauses::default();
        let called = Instant::now();
        tokio::time::advance(Duration::from_millis(100)).await;
        assert_eq!(pauses.begin(ENDPOINT, called, None), FIRST_PAUSE);
        tokio::time::advance(Duration::from_millis(400)).await;
        let left = Duration::from_millis(600);
        assert_eq!(pauses.begin(ENDPOINT, called, None), left);
        assert_eq!(pauses.left(ENDPOINT), Some(left));
        assert_eq!(pauses.left(Endpoint::Subscriptions), None);
        // An answer to a call from before the pause does not end it.
        pauses.succeeded(ENDPOINT, called);
        assert_eq!(pauses.left(ENDPOINT), Some(left));
    }

    #[tokio::test(start_paused = true)]
    async fn stripe_says_how_long() {
        let pauses = Pauses::default();
        let minute = Duration::from_secs(60);
        let length = pauses.begin(ENDPOINT, Instant::now(), Some(minute));
        assert_eq!(length, minute);
        let other = pauses.begin(
            Endpoint::Subscriptions,
            Instant::now(),
            Some(Duration::ZERO),
        );
        assert_eq!(other, FIRST_PAUSE, "at once is no pause");
    }
}
