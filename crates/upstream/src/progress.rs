use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

/// When something last moved in an exchange, in either direction.
#[derive(Debug)]
pub(crate) struct Progress {
    began: Instant,
    /// Milliseconds after that.
    last: AtomicU64,
    /// Whether the rest of the request is with the client.
    waits_for_client: AtomicBool,
}

/// Who keeps an exchange waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stalled {
    Client,
    Upstream,
}

impl Progress {
    pub(crate) fn new() -> Self {
        Self {
            began: Instant::now(),
            last: AtomicU64::new(0),
            waits_for_client: AtomicBool::new(false),
        }
    }

    /// Something moved.
    pub(crate) fn moved(&self) {
        let now = self.began.elapsed().as_millis();
        let now = u64::try_from(now).unwrap_or(u64::MAX);
        self.last.fetch_max(now, Ordering::Relaxed);
        self.waits_for_client.store(false, Ordering::Relaxed);
    }

    /// The upstream takes more of the request than the client has sent.
    pub(crate) fn waits_for_client(&self) {
        self.waits_for_client.store(true, Ordering::Relaxed);
    }

    /// Waits until nothing has moved for this time.
    pub(crate) async fn stalled(&self, timeout: Duration) -> Stalled {
        loop {
            let last = self.last.load(Ordering::Relaxed);
            let end = self.began + Duration::from_millis(last) + timeout;
            if end <= Instant::now() {
                return match self.waits_for_client.load(Ordering::Relaxed) {
                    true => Stalled::Client,
                    false => Stalled::Upstream,
                };
            }
            sleep_until(end).await;
        }
    }
}

#[cfg(test)]
mod tests;
