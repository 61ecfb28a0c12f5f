use std::time::Duration;

/// When keys are fetched.
#[derive(Clone, Copy, Debug)]
pub struct Timing {
    /// How long a set is used before the next is fetched, where its `Cache-Control: max-age` does not say.
    pub refresh: Duration,
    /// The shortest time that `max-age` can ask for.
    pub min_refresh: Duration,
    /// The longest time that `max-age` can ask for: how long a key that the issuer withdrew may still work.
    pub max_refresh: Duration,
    /// The least time between two fetches that unknown keys of tokens ask for.
    pub refetch_pause: Duration,
    /// The wait after a failed fetch; doubled with each further one.
    pub first_retry: Duration,
    /// The longest such wait while there are no keys at all.
    pub max_retry_without_keys: Duration,
    /// The longest such wait while older keys stand in.
    pub max_retry: Duration,
    /// How long a set is used while none can be fetched after it. Looked at after each failed fetch.
    pub max_use: Duration,
    /// How long a fetch may take, discovery included.
    pub fetch: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            refresh: Duration::from_secs(10 * 60),
            min_refresh: Duration::from_secs(60),
            max_refresh: Duration::from_secs(60 * 60),
            refetch_pause: Duration::from_secs(30),
            first_retry: Duration::from_secs(1),
            max_retry_without_keys: Duration::from_secs(5),
            max_retry: Duration::from_secs(60),
            max_use: Duration::from_secs(24 * 60 * 60),
            fetch: Duration::from_secs(5),
        }
    }
}

impl Timing {
    /// The wait after a good fetch.
    pub(crate) fn after_success(&self, max_age: Option<Duration>) -> Duration {
        max_age.map_or(self.refresh, |age| {
            age.clamp(self.min_refresh, self.max_refresh)
        })
    }

    /// The wait after so many failed fetches in a row, at least one.
    pub(crate) fn after_failures(&self, failures: u32, with_keys: bool) -> Duration {
        let max = match with_keys {
            true => self.max_retry,
            false => self.max_retry_without_keys,
        };
        let doubled = 2_u32.saturating_pow(failures.saturating_sub(1));
        self.first_retry.saturating_mul(doubled).min(max)
    }
}
