use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultDirectRateLimiter, Quota};
use moka::policy::EvictionPolicy;
use moka::sync::Cache;

use crate::account::AccountId;

/// Most accounts that are remembered; beyond it, the one that was seen the longest ago is forgotten.
const MAX_ACCOUNTS: u64 = 100_000;

/// Limits how often each account may do something: so many times a second, and so many at once after a pause.
pub struct AccountRate {
    quota: Quota,
    limiters: Cache<AccountId, Arc<DefaultDirectRateLimiter>>,
}

impl AccountRate {
    /// A limit that no account has used yet.
    pub fn new(per_second: NonZeroU32, burst: NonZeroU32) -> Self {
        Self::remembering(MAX_ACCOUNTS, per_second, burst)
    }

    fn remembering(accounts: u64, per_second: NonZeroU32, burst: NonZeroU32) -> Self {
        let quota = Quota::per_second(per_second).allow_burst(burst);
        let limiters = Cache::builder()
            .max_capacity(accounts)
            .eviction_policy(EvictionPolicy::lru())
            // Whoever pauses for so long has all of the burst again, as if never seen.
            .time_to_idle(quota.burst_size_replenished_in() + Duration::from_secs(1))
            .build();
        Self { quota, limiters }
    }

    /// Counts one more for this account; or answers how long it has to wait until there may be one.
    pub fn check(&self, account: AccountId) -> Result<(), Duration> {
        let limiter = self.limiters.get_with(account, || {
            Arc::new(DefaultDirectRateLimiter::direct(self.quota))
        });
        let checked = limiter.check();
        checked.map_err(|not_until| not_until.wait_time_from(DefaultClock::default().now()))
    }
}

#[cfg(test)]
mod tests;
