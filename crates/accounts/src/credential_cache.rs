use std::time::{Duration, Instant};

use metrics::{Counter, counter};
use moka::future::Cache;

use crate::account::AccountId;
use crate::authenticate_error::AuthenticateError;
use crate::key::KeyHash;
use crate::resolved::Resolved;

/// Most credentials that are remembered at a time: about 5 MB.
const MAX_ENTRIES: u64 = 16 * 1024;

/// Remembers for a moment which accounts good credentials authenticate; concurrent look-ups of one credential become one.
///
/// Whatever is made or revoked elsewhere is noticed in time: no request is let in by what was read longer than the cache's time before
/// the request came, and none is refused by what was read before it came. Refusals and failures are not kept. Credentials are not kept
/// either, only their hashes.
pub struct CredentialCache {
    entries: Cache<Fingerprint, Entry>,
    /// Zero when nothing is to be remembered.
    max_age: Duration,
}

/// Stands for a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Fingerprint {
    /// Of an API key.
    Key(KeyHash),
    /// SHA-256 of a bearer token.
    Token([u8; 32]),
}

#[derive(Clone)]
struct Entry {
    found: Result<Resolved, AuthenticateError>,
    /// Before the look-up began: what it found may be as old as this.
    asked: Instant,
    answered: Instant,
}

impl CredentialCache {
    /// Remembers for this long at most; zero is [`Self::off`].
    pub fn new(max_age: Duration) -> Self {
        for outcome in ["hit", "miss"] {
            look_ups(outcome).increment(0);
        }
        let entries = Cache::builder().max_capacity(MAX_ENTRIES);
        Self {
            entries: entries.time_to_live(max_age).build(),
            max_age,
        }
    }

    /// Remembers nothing, and every request is looked up by itself.
    pub fn off() -> Self {
        Self::new(Duration::ZERO)
    }

    /// The account that the credential authenticates, remembered or looked up.
    pub(crate) async fn find<F>(
        &self,
        fingerprint: Fingerprint,
        look_up: impl Fn() -> F,
    ) -> Result<AccountId, AuthenticateError>
    where
        F: Future<Output = Result<Resolved, AuthenticateError>>,
    {
        if self.max_age.is_zero() {
            return Ok(look_up().await?.account);
        }
        let arrived = Instant::now();
        let is_usable = |entry: &Entry| match &entry.found {
            Ok(_) => entry.asked + self.max_age >= arrived,
            Err(AuthenticateError::Refused) => entry.asked >= arrived,
            // A failure is shared by those who waited for it.
            Err(_) => entry.answered >= arrived,
        };
        loop {
            let mut is_ours = false;
            let ask = async {
                is_ours = true;
                let asked = Instant::now();
                Entry {
                    found: look_up().await,
                    asked,
                    answered: Instant::now(),
                }
            };
            let entry = self.entries.entry(fingerprint);
            let entry = entry.or_insert_with_if(ask, |entry| !is_usable(entry));
            let entry = entry.await.into_value();
            if is_ours && entry.found.is_err() {
                self.entries.invalidate(&fingerprint).await;
            }
            if is_ours || is_usable(&entry) {
                look_ups(if is_ours { "miss" } else { "hit" }).increment(1);
                return Ok(entry.found?.unless_expired()?.account);
            }
        }
    }
}

fn look_ups(outcome: &'static str) -> Counter {
    counter!("accounts_cache_lookups_total", "cache" => "credentials", "outcome" => outcome)
}

#[cfg(test)]
mod tests;
