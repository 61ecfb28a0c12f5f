use std::time::{Duration, Instant};

use lookups::Lookups;
use sha2::{Digest as _, Sha256};

use crate::authenticate_error::AuthenticateError;
use crate::identity_token::IdentityToken;
use crate::key::KeyHash;
use crate::resolved::Resolved;

/// Most credentials that are remembered at a time: about 5 MB.
const MAX_ENTRIES: u64 = 16 * 1024;

/// A look-up that takes longer than this, on top of the cache's time, is not waited for by those who come then: they begin another.
const MAX_LOOK_UP_TIME: Duration = Duration::from_secs(10);

/// Remembers for a moment which accounts good credentials authenticate; concurrent look-ups of one credential become one.
///
/// Whatever is made or revoked elsewhere is noticed in time: no request is let in by what was read longer than the cache's time before
/// the request came, and none is refused by what was read before it came. Refusals and failures are not kept. Credentials are not kept
/// either, only their hashes.
pub struct CredentialCache {
    entries: Lookups<Fingerprint, Entry>,
    /// Zero when nothing is to be remembered.
    max_age: Duration,
}

/// Stands for a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Fingerprint {
    /// Of an API key.
    Key(KeyHash),
    /// SHA-256 of a bearer token, and of what came with it.
    Token([u8; 32]),
}

impl Fingerprint {
    /// With another identity token, a bearer token may authenticate another account.
    pub(crate) fn of_token(text: &str, identity_token: Option<&IdentityToken>) -> Self {
        let hash = Sha256::new().chain_update(text);
        // No token has a byte below a blank in it.
        let hash = match identity_token {
            None => hash,
            Some(IdentityToken::Unreadable) => hash.chain_update([1]),
            Some(IdentityToken::Sent(token)) => hash.chain_update([2]).chain_update(&**token),
        };
        Self::Token(hash.finalize().into())
    }
}

#[derive(Clone)]
struct Entry {
    found: Result<Resolved, AuthenticateError>,
    /// Before the look-up began: what it found may be as old as this.
    asked: Instant,
}

impl CredentialCache {
    /// Remembers for this long at most; zero is [`Self::off`].
    pub fn new(max_age: Duration) -> Self {
        let is_kept = |entry: &Entry| entry.found.is_ok();
        Self {
            // An entry is as old as its look-up.
            entries: Lookups::new(
                "credentials",
                MAX_ENTRIES,
                max_age + MAX_LOOK_UP_TIME,
                is_kept,
            ),
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
    ) -> Result<Resolved, AuthenticateError>
    where
        F: Future<Output = Result<Resolved, AuthenticateError>>,
    {
        if self.max_age.is_zero() {
            return look_up().await;
        }
        let arrived = Instant::now();
        let is_usable = |entry: &Entry| match &entry.found {
            Ok(_) => entry.asked + self.max_age >= arrived,
            Err(AuthenticateError::Refused(_)) => entry.asked >= arrived,
            // A failure is shared by those who waited for it.
            Err(_) => true,
        };
        let ask = async || {
            let asked = Instant::now();
            Entry {
                found: look_up().await,
                asked,
            }
        };
        let entry = self.entries.find(fingerprint, is_usable, ask).await;
        entry.found?.unless_expired()
    }
}

#[cfg(test)]
mod tests;
