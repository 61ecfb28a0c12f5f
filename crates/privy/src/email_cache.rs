use std::time::Duration;

use accounts::{EmailAddress, EmailUnavailable};
use lookups::Lookups;
use sha2::{Digest as _, Sha256};
use tokio::time::Instant;

use crate::options::Timing;

/// Most users whose address is remembered at a time.
const MAX_USERS: u64 = 10_000;

/// Remembers the addresses of users for a while, and makes one look-up of those for one user that run at the same time. Failures are not
/// kept.
pub(crate) struct EmailCache {
    users: Lookups<[u8; 32], Entry>,
    timing: Timing,
}

#[derive(Clone)]
struct Entry {
    found: Result<Option<EmailAddress>, EmailUnavailable>,
    /// Before the look-up began: what it found may be as old as this.
    asked: Instant,
}

impl Entry {
    fn max_age(&self, timing: Timing) -> Duration {
        match &self.found {
            Ok(Some(_)) => timing.found,
            Ok(None) => timing.none,
            // Shared by those who waited for it.
            Err(_) => Duration::MAX,
        }
    }
}

impl EmailCache {
    pub(crate) fn new(timing: Timing) -> Self {
        let is_kept = |entry: &Entry| entry.found.is_ok();
        let max_age = timing.found.max(timing.none) + timing.call;
        Self {
            users: Lookups::new("privy_emails", MAX_USERS, max_age, is_kept),
            timing,
        }
    }

    /// The address of a user, remembered or looked up.
    pub(crate) async fn find<F>(
        &self,
        user: &str,
        look_up: impl Fn() -> F,
    ) -> Result<Option<EmailAddress>, EmailUnavailable>
    where
        F: Future<Output = Result<Option<EmailAddress>, EmailUnavailable>>,
    {
        let is_usable = |entry: &Entry| entry.asked.elapsed() < entry.max_age(self.timing);
        let ask = async || {
            let asked = Instant::now();
            Entry {
                found: look_up().await,
                asked,
            }
        };
        let user = Sha256::digest(user).into();
        self.users.find(user, is_usable, ask).await.found
    }
}
