use std::time::{Duration, Instant};

use crate::account::AccountId;
use crate::authenticator::{Opened, Unidentified};
use crate::key::KeyHash;
use crate::lookups::Lookups;

/// Most credentials that are remembered at a time: about 5 MB.
const MOST_ENTRIES: u64 = 16 * 1024;

/// A look-up that takes longer than this, on top of the cache's time, is not waited for by those who come then: they begin another.
const SLOWEST_LOOKUP: Duration = Duration::from_secs(10);

/// Remembers for a moment what good credentials open; concurrent look-ups of one credential become one.
///
/// Whoever makes or revokes something elsewhere is noticed in time: a request is never answered from what was read longer than the
/// cache's time before the request came, and never refused from what was read before it came. Refusals and failures are not kept.
/// Credentials are not kept either, only their hashes.
pub struct CredentialCache {
    /// `None` when nothing is to be remembered.
    entries: Option<Lookups<Fingerprint, Entry, Missed>>,
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
#[derive(Clone)]
struct Missed {
    why: Unidentified,
    /// Before the look-up began.
    asked: Instant,
}

impl CredentialCache {
    /// Remembers for this long at most; zero is [`Self::off`].
    pub fn new(longest: Duration) -> Self {
        let entries = || Lookups::new("credentials", MOST_ENTRIES, longest + SLOWEST_LOOKUP);
        Self {
            entries: (!longest.is_zero()).then(entries),
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
        let usable = |found: &Result<Entry, Missed>| match found {
            Ok(entry) => entry.asked + self.longest >= arrived,
            Err(missed) => missed.asked >= arrived || !matches!(missed.why, Unidentified::Unknown),
        };
        let asking = || {
            let asked = Instant::now();
            let found = look_up();
            async move {
                match found.await {
                    Ok(opened) => Ok(Entry { opened, asked }),
                    Err(why) => Err(Missed { why, asked }),
                }
            }
        };
        match entries.find(fingerprint, usable, asking).await {
            Ok(entry) => Ok(entry.opened.unless_expired()?.account),
            Err(missed) => Err(missed.why),
        }
    }
}

#[cfg(test)]
mod tests;
