use std::collections::HashMap;
use std::hash::Hash;
use std::time::Duration;

use parking_lot::Mutex;
use tokio::time::Instant;

/// First pause where the server does not say how long; each further one in a row is twice as long.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const MAX_PAUSE: Duration = Duration::from_secs(8);

/// Endpoints that are not called for a while because the server said that there were too many requests.
#[derive(Debug)]
pub struct Pauses<E>(Mutex<HashMap<E, State>>);

#[derive(Clone, Copy, Debug)]
struct State {
    began: Instant,
    until: Instant,
    /// How long the next one is.
    next: Duration,
}

/// How long calls are not made after one of them was too many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    /// The call began the pause.
    Begun(Duration),
    /// Another call at the same time had begun it; so much is left.
    Running(Duration),
}

impl Pause {
    /// The time until calls are made again.
    pub fn length(self) -> Duration {
        match self {
            Self::Begun(length) | Self::Running(length) => length,
        }
    }
}

impl<E> Default for Pauses<E> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<E: Copy + Eq + Hash> Pauses<E> {
    /// How long an endpoint is still not called.
    pub fn left(&self, endpoint: E) -> Option<Duration> {
        let pause = self.0.lock().get(&endpoint).copied()?;
        let left = pause.until.saturating_duration_since(Instant::now());
        (!left.is_zero()).then_some(left)
    }

    /// Begins a pause after a call that began at `called`. One call of several at the same time begins it.
    pub fn begin(&self, endpoint: E, called: Instant, retry_after: Option<Duration>) -> Pause {
        let now = Instant::now();
        let mut pauses = self.0.lock();
        let before = pauses.get(&endpoint).copied();
        if let Some(pause) = before.filter(|pause| called < pause.began) {
            let left = pause.until.saturating_duration_since(now);
            if !left.is_zero() {
                return Pause::Running(left);
            }
        }
        let step = before.map_or(FIRST_PAUSE, |pause| pause.next);
        let length = retry_after.filter(|wait| !wait.is_zero()).unwrap_or(step);
        let pause = State {
            began: now,
            until: now + length,
            next: (step * 2).min(MAX_PAUSE),
        };
        pauses.insert(endpoint, pause);
        Pause::Begun(length)
    }

    /// A call that began at `called` was let through: the next pause is a first one again.
    pub fn succeeded(&self, endpoint: E, called: Instant) {
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
