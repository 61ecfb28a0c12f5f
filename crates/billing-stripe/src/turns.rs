use std::collections::BTreeSet;
use std::num::NonZeroU32;
use std::pin::pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use accounts::AccountId;
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultDirectRateLimiter, Quota};
use moka::sync::Cache;
use tokio::sync::Notify;
use tokio::time::{Instant, sleep, timeout_at};

/// Longest wait for a turn.
const MAX_WAIT: Duration = Duration::from_secs(2);

/// When to come again for those who got none.
pub(crate) const RETRY_AFTER: Duration = Duration::from_secs(2);

/// How long it is remembered when an account had its last turn, and of how many.
const MEMORY: Duration = Duration::from_secs(5 * 60);
const MAX_REMEMBERED: u64 = 10_000;

/// The searches of one look-up: subscriptions and customers.
const SEARCHES: NonZeroU32 = NonZeroU32::new(2).expect("two");

/// Whose look-up may search next. So many searches a second leave this server; of those who wait, the account whose last turn was the
/// longest ago goes first, so that those who ask again and again do not keep the others out.
pub(crate) struct Turns {
    rate: DefaultDirectRateLimiter,
    line: Mutex<Line>,
    changed: Notify,
    /// When accounts had their last turn.
    last: Cache<AccountId, Instant>,
}

#[derive(Default)]
struct Line {
    waiting: BTreeSet<Position>,
    next_number: u64,
}

/// The last turn, and for those without one the order in which they came.
type Position = (Option<Instant>, u64);

/// A place in the line; given up when dropped.
struct Place<'a> {
    turns: &'a Turns,
    position: Position,
}

impl Turns {
    pub(crate) fn new(searches_per_second: NonZeroU32) -> Self {
        // No more than a fifth of a second at once: Stripe counts by the second.
        let burst =
            SEARCHES.max(NonZeroU32::new(searches_per_second.get() / 5).unwrap_or(SEARCHES));
        let quota = Quota::per_second(searches_per_second).allow_burst(burst);
        Self {
            rate: DefaultDirectRateLimiter::direct(quota),
            line: Mutex::default(),
            changed: Notify::new(),
            last: Cache::builder()
                .max_capacity(MAX_REMEMBERED)
                .time_to_live(MEMORY)
                .build(),
        }
    }

    /// Waits for the account's turn; `false` when it does not come in time.
    pub(crate) async fn wait(&self, account: AccountId, deadline: Instant) -> bool {
        let give_up = deadline.min(Instant::now() + MAX_WAIT);
        let place = self.enter(account);
        let first = timeout_at(give_up, self.first(&place)).await.is_ok();
        if first {
            self.last.insert(account, Instant::now());
        }
        first
    }

    fn enter(&self, account: AccountId) -> Place<'_> {
        let last = self.last.get(&account);
        let mut line = self.line();
        line.next_number += 1;
        let position = (last, line.next_number);
        line.waiting.insert(position);
        Place {
            turns: self,
            position,
        }
    }

    async fn first(&self, place: &Place<'_>) {
        loop {
            let mut changed = pin!(self.changed.notified());
            // From here on no change is missed.
            changed.as_mut().enable();
            if self.line().waiting.first() != Some(&place.position) {
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

    fn line(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.turns.line().waiting.remove(&self.position);
        self.turns.changed.notify_waiters();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn turns(per_second: u32) -> Arc<Turns> {
        let number = NonZeroU32::new(per_second).expect("not zero");
        Arc::new(Turns::new(number))
    }

    fn soon() -> Instant {
        Instant::now() + Duration::from_secs(60)
    }

    #[tokio::test]
    async fn whoever_had_no_turn_yet_goes_first() {
        let turns = turns(20);
        let eager = AccountId::random();
        assert!(turns.wait(eager, soon()).await);
        // The burst is used up: the next turn takes a tenth of a second.
        while turns
            .rate
            .check_n(SEARCHES)
            .is_ok_and(|checked| checked.is_ok())
        {}
        let order = Arc::new(Mutex::new(Vec::new()));
        let mut tasks = Vec::new();
        for account in [eager, AccountId::random()] {
            let (turns, order) = (Arc::clone(&turns), Arc::clone(&order));
            tasks.push(tokio::spawn(async move {
                assert!(turns.wait(account, soon()).await);
                order.lock().expect("a lock").push(account);
            }));
            tokio::task::yield_now().await;
        }
        for task in tasks {
            task.await.expect("no panic");
        }
        assert_eq!(order.lock().expect("a lock").last(), Some(&eager));
        assert!(turns.line().waiting.is_empty());
    }

    #[tokio::test]
    async fn nobody_waits_beyond_the_deadline() {
        let turns = turns(1);
        assert!(turns.wait(AccountId::random(), soon()).await);
        let begun = std::time::Instant::now();
        let deadline = Instant::now() + Duration::from_millis(50);
        assert!(!turns.wait(AccountId::random(), deadline).await);
        assert!(begun.elapsed() >= Duration::from_millis(50));
        assert!(turns.line().waiting.is_empty(), "the place is given up");
    }
}
