use std::time::{Duration, Instant};

use moka::future::Cache;

use crate::account::AccountId;
use crate::authenticator::{Opened, Unidentified};
use crate::key::KeyHash;

/// Most credentials that are remembered at a time: about 5 MB.
const MOST_ENTRIES: u64 = 16 * 1024;

/// Remembers for a moment what good credentials open; concurrent look-ups of one credential become one.
///
/// Whoever makes or revokes something elsewhere is noticed in time: a request is never answered from what was read longer than the
/// cache's time before the request came, and never refused from what was read before it came. Refusals and failures are not kept.
/// Credentials are not kept either, only their hashes.
pub struct CredentialCache {
    /// `None` when nothing is to be remembered.
    entries: Option<Cache<Fingerprint, Entry>>,
    longest: Duration,
}

/// Stands for a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Fingerprint {
    /// Of an API key.
    Key(KeyHash),
    /// SHA-256 of a bearer token.
    Token([u8; 32]),
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    opened: Opened,
    /// Before the look-up began: what it found may be as old as this.
    asked: Instant,
}

/// A look-up that found nothing.
struct Missed {
    why: Unidentified,
    /// Before the look-up began.
    asked: Instant,
}

impl CredentialCache {
    /// Remembers for this long at most; zero is [`Self::off`].
    pub fn new(longest: Duration) -> Self {
        let entries = Cache::builder()
            .max_capacity(MOST_ENTRIES)
            .expire_after(Expiry { longest })
            .build();
        Self {
            entries: (!longest.is_zero()).then_some(entries),
            longest,
        }
    }

    /// Remembers nothing, and every request is looked up by itself.
    pub fn off() -> Self {
        Self::new(Duration::ZERO)
    }

    /// What the credential opens, remembered or looked up.
    pub(crate) async fn find<F>(
        &self,
        fingerprint: Fingerprint,
        look_up: impl Fn() -> F,
    ) -> Result<AccountId, Unidentified>
    where
        F: Future<Output = Result<Opened, Unidentified>>,
    {
        let Some(entries) = &self.entries else {
            return Ok(look_up().await?.account);
        };
        let arrived = Instant::now();
        if let Some(entry) = entries.get(&fingerprint).await {
            return Ok(entry.opened.unless_expired()?.account);
        }
        // Twice at most: what another request found is too old only when its look-up began before this request came, and the one after
        // it begins later.
        loop {
            let asking = async {
                let asked = Instant::now();
                match look_up().await {
                    Ok(opened) => Ok(Entry { opened, asked }),
                    Err(why) => Err(Missed { why, asked }),
                }
            };
            match entries.try_get_with(fingerprint, asking).await {
                Ok(entry) if entry.asked + self.longest >= arrived => {
                    return Ok(entry.opened.unless_expired()?.account);
                }
                Err(missed)
                    if missed.asked >= arrived || !matches!(missed.why, Unidentified::Unknown) =>
                {
                    return Err(missed.why.clone());
                }
                Ok(_) | Err(_) => {}
            }
        }
    }
}

/// Counts an entry's time from before its look-up, however long that took.
struct Expiry {
    longest: Duration,
}

impl moka::Expiry<Fingerprint, Entry> for Expiry {
    fn expire_after_create(
        &self,
        _: &Fingerprint,
        entry: &Entry,
        created_at: Instant,
    ) -> Option<Duration> {
        let age = created_at.saturating_duration_since(entry.asked);
        Some(self.longest.saturating_sub(age))
    }

    fn expire_after_update(
        &self,
        fingerprint: &Fingerprint,
        entry: &Entry,
        updated_at: Instant,
        _: Option<Duration>,
    ) -> Option<Duration> {
        self.expire_after_create(fingerprint, entry, updated_at)
    }
}

#[cfg(test)]
mod tests;
