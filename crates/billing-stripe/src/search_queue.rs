use std::collections::BTreeSet;
use std::num::NonZeroU32;
use std::pin::pin;
use std::time::Duration;

use accounts::AccountId;
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultDirectRateLimiter, Quota};
use moka::sync::Cache;
use parking_lot::Mutex;
use tokio::sync::Notify;
use tokio::time::{Instant, sleep, timeout_at};

/// Longest wait for a turn.
const MAX_WAIT: Duration = Duration::from_secs(2);

/// When to try again after it.
pub(crate) const RETRY_AFTER: Duration = Duration::from_secs(2);

/// How long it is remembered when an account had its last turn, and of how many.
const MEMORY_DURATION: Duration = Duration::from_secs(5 * 60);
const MAX_REMEMBERED: u64 = 10_000;

/// The searches of one look-up: subscriptions and customers.
const SEARCHES: NonZeroU32 = NonZeroU32::new(2).expect("two");

/// Decides whose look-up may search next. So many searches a second leave this server; of those who wait, the account whose last turn was
/// the longest ago goes first, so that those who ask again and again do not keep the others out.
pub(crate) struct SearchQueue {
    rate: DefaultDirectRateLimiter,
    waiting: Mutex<Waiting>,
    changed: Notify,
    /// When accounts had their last turn.
    last: Cache<AccountId, Instant>,
}

#[derive(Default)]
struct Waiting {
    positions: BTreeSet<Position>,
    next_number: u64,
}

/// The last turn, and for those without one the order in which they came.
type Position = (Option<Instant>, u64);

/// A place in the queue; given up when dropped.
struct Ticket<'a> {
    queue: &'a SearchQueue,
    position: Position,
}

impl SearchQueue {
    pub(crate) fn new(searches_per_second: NonZeroU32) -> Self {
        // No more than a fifth of a second at once: Stripe counts by the second.
        let burst =
            SEARCHES.max(NonZeroU32::new(searches_per_second.get() / 5).unwrap_or(SEARCHES));
        let quota = Quota::per_second(searches_per_second).allow_burst(burst);
        Self {
            rate: DefaultDirectRateLimiter::direct(quota),
            waiting: Mutex::default(),
            changed: Notify::new(),
            last: Cache::builder()
                .max_capacity(MAX_REMEMBERED)
                .time_to_live(MEMORY_DURATION)
                .build(),
        }
    }

    /// Waits for the account's turn; `false` when it does not come in time.
    pub(crate) async fn wait(&self, account: AccountId, deadline: Instant) -> bool {
        let give_up = deadline.min(Instant::now() + MAX_WAIT);
        let ticket = self.enter(account);
        let first = timeout_at(give_up, self.first(&ticket)).await.is_ok();
        if first {
            self.last.insert(account, Instant::now());
        }
        first
    }

    fn enter(&self, account: AccountId) -> Ticket<'_> {
        let last = self.last.get(&account);
        let mut waiting = self.waiting.lock();
        waiting.next_number += 1;
        let position = (last, waiting.next_number);
        waiting.positions.insert(position);
        Ticket {
            queue: self,
            position,
        }
    }

    async fn first(&self, ticket: &Ticket<'_>) {
        loop {
            let mut changed = pin!(self.changed.notified());
            // From here on no change is missed.
            changed.as_mut().enable();
            if self.waiting.lock().positions.first() != Some(&ticket.position) {
                changed.await;
                continue;
            }
            match self.rate.check_n(SEARCHES) {
                Ok(Err(not_until)) => {
                    let wait = not_until.wait_time_from(DefaultClock::default().now());
                    tokio::select! {
                        () = sleep(wait) => {}
                        () = changed => {}
                    }
                }
                // The burst is never less than that.
                Ok(Ok(())) | Err(_) => return,
            }
        }
    }
}

impl Drop for Ticket<'_> {
    fn drop(&mut self) {
        self.queue.waiting.lock().positions.remove(&self.position);
        self.queue.changed.notify_waiters();
    }
}

#[cfg(test)]
mod tests;
