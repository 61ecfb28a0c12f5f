use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use failsafe::failure_policy::{ConsecutiveFailures, consecutive_failures};
use failsafe::{Instrument, StateMachine, backoff};
use metrics::gauge;

/// Failed calls in a row after which Stripe is left alone.
const MOST_FAILURES: u32 = 5;

/// How long, until one call may try whether it is back; and how long that one has before the next may.
pub(crate) const REST: Duration = Duration::from_secs(3);

/// A caller who gives up after waiting this long tells of a failure too; half the deadline, where that is less.
const LONG_WAIT: Duration = Duration::from_secs(5);

/// A circuit breaker: spares the callers the wait, and Stripe the calls, while nothing works.
///
/// The crate's own lets everybody through once the rest is over; this one lets a single probe.
#[derive(Debug)]
pub(crate) struct Breaker(Mutex<Inner>);

#[derive(Debug)]
struct Inner {
    machine: StateMachine<ConsecutiveFailures<backoff::Constant>, Watch>,
    watch: Watch,
    rest: Duration,
    long_wait: Duration,
    /// When the probe that is under way began.
    probe: Option<Instant>,
    /// When it last opened or closed. What began before tells of a Stripe that was.
    changed: Option<Instant>,
}

/// Since when the breaker has been open; `None` while it is closed.
#[derive(Clone, Debug)]
struct Watch {
    opened: Arc<Mutex<Option<Instant>>>,
    metric: &'static str,
}

/// Leave to make one call. Its outcome has to be told; without one, nothing is known but that the caller left.
#[derive(Debug)]
pub(crate) struct Leave<'a> {
    breaker: &'a Breaker,
    began: Instant,
    probe: bool,
    told: bool,
}

impl Breaker {
    /// `metric` shows whether it is open; `deadline` is the longest that a caller waits.
    pub(crate) fn new(metric: &'static str, deadline: Duration) -> Self {
        Self::with_rest(metric, REST, deadline)
    }

    fn with_rest(metric: &'static str, rest: Duration, deadline: Duration) -> Self {
        let watch = Watch {
            opened: Arc::default(),
            metric,
        };
        // Known from the start.
        watch.set(None);
        let policy = consecutive_failures(MOST_FAILURES, backoff::constant(rest));
        Self(Mutex::new(Inner {
            machine: StateMachine::new(policy, watch.clone()),
            watch,
            rest,
            long_wait: LONG_WAIT.min(deadline / 2),
            probe: None,
            changed: None,
        }))
    }

    /// Leave for a call, or how long to wait before asking again.
    pub(crate) fn admit(&self) -> Result<Leave<'_>, Duration> {
        let mut inner = self.inner();
        let now = Instant::now();
        if let Some(wait) = inner.wait(now) {
            return Err(wait);
        }
        if !inner.machine.is_call_permitted() {
            // The machine's clock is a moment behind ours.
            return Err(Duration::from_millis(1));
        }
        let probe = inner.watch.opened().is_some();
        if probe {
            inner.probe = Some(now);
        }
        Ok(Leave {
            breaker: self,
            began: now,
            probe,
            told: false,
        })
    }

    /// How long calls are refused for; `None` when one would be let through.
    pub(crate) fn resting(&self) -> Option<Duration> {
        self.inner().wait(Instant::now())
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn wait(&self, now: Instant) -> Option<Duration> {
        let opened = self.watch.opened()?;
        let since = self.probe.map_or(opened, |probe| probe.max(opened));
        let left = self
            .rest
            .checked_sub(now.saturating_duration_since(since))?;
        (!left.is_zero()).then_some(left)
    }

    /// Whether the outcome says how Stripe is now. After an outage hundreds of old calls still fail one by one, and must not keep
    /// it open or open it again; nor may an old probe, while a newer one is under way.
    fn counts(&self, leave: &Leave<'_>, good: bool) -> bool {
        let old = self.changed.is_some_and(|changed| leave.began < changed);
        let outrun = leave.probe && self.probe != Some(leave.began);
        !old && (good || !outrun)
    }
}

impl Leave<'_> {
    /// Stripe answered, be it with a refusal.
    pub(crate) fn answered(mut self) {
        self.tell(true);
    }

    /// Stripe did not answer, or could not do its part.
    pub(crate) fn failed(mut self) {
        self.tell(false);
    }

    fn tell(&mut self, good: bool) {
        self.told = true;
        let mut inner = self.breaker.inner();
        if !inner.counts(self, good) {
            return;
        }
        let was = inner.watch.opened();
        if good {
            inner.machine.on_success();
        } else {
            inner.machine.on_error();
        }
        let is = inner.watch.opened();
        if was != is {
            inner.probe = None;
            inner.changed = Some(Instant::now());
        }
        match (was.is_some(), is.is_some()) {
            (false, true) => tracing::error!(
                "{MOST_FAILURES} calls to Stripe failed in a row: it is left alone for now"
            ),
            (true, false) => tracing::info!("Stripe answers again"),
            _ => {}
        }
    }
}

impl Drop for Leave<'_> {
    fn drop(&mut self) {
        if self.told {
            return;
        }
        let mut inner = self.breaker.inner();
        if self.began.elapsed() >= inner.long_wait {
            drop(inner);
            self.tell(false);
        } else if self.probe {
            inner.probe.take_if(|began| *began == self.began);
        }
    }
}

impl Watch {
    fn opened(&self) -> Option<Instant> {
        *self.opened.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, opened: Option<Instant>) {
        gauge!(self.metric).set(u8::from(opened.is_some()));
        *self.opened.lock().unwrap_or_else(PoisonError::into_inner) = opened;
    }
}

impl Instrument for Watch {
    fn on_call_rejected(&self) {}

    fn on_open(&self) {
        self.set(Some(Instant::now()));
    }

    fn on_half_open(&self) {}

    fn on_closed(&self) {
        self.set(None);
    }
}

#[cfg(test)]
mod tests {
    use std::thread::sleep;

    use super::*;

    const METRIC: &str = "stripe_breaker_open";
    const SHORT: Duration = Duration::from_millis(40);
    const DEADLINE: Duration = Duration::from_secs(10);

    fn opened() -> Breaker {
        let breaker = Breaker::with_rest(METRIC, SHORT, DEADLINE);
        for _ in 0..MOST_FAILURES {
            breaker.admit().expect("closed").failed();
        }
        breaker
    }

    #[test]
    fn opens_after_failures_in_a_row() {
        let breaker = Breaker::new(METRIC, DEADLINE);
        for _ in 0..3 {
            for _ in 1..MOST_FAILURES {
                breaker.admit().expect("closed").failed();
            }
            breaker.admit().expect("closed").answered();
        }
        assert_eq!(breaker.resting(), None);
        for _ in 0..MOST_FAILURES {
            breaker.admit().expect("closed").failed();
        }
        let wait = breaker.admit().expect_err("open");
        assert!(wait <= REST && wait > Duration::ZERO, "{wait:?}");
        assert!(breaker.resting().is_some());
    }

    #[test]
    fn one_probe_at_a_time() {
        let breaker = opened();
        assert!(breaker.admit().is_err());
        sleep(SHORT * 2);
        assert_eq!(breaker.resting(), None, "ready for a probe");
        let probe = breaker.admit().expect("a probe");
        assert!(breaker.admit().is_err(), "a second probe");
        probe.failed();
        assert!(breaker.admit().is_err(), "open again");

        sleep(SHORT * 2);
        let probe = breaker.admit().expect("a probe");
        probe.answered();
        let both = (breaker.admit(), breaker.admit());
        assert!(both.0.is_ok() && both.1.is_ok(), "closed");
    }

    #[test]
    fn probe_that_never_ends_keeps_nobody_out() {
        let breaker = opened();
        sleep(SHORT * 2);
        let silent = breaker.admit().expect("a probe");
        assert!(breaker.admit().is_err());
        sleep(SHORT * 2);
        breaker.admit().expect("the next probe").answered();
        // Late, and of no account: one failure in a row.
        silent.failed();
        assert_eq!(breaker.resting(), None);
    }

    #[test]
    fn probe_whose_caller_left_gives_way() {
        let breaker = opened();
        sleep(SHORT * 2);
        drop(breaker.admit().expect("a probe"));
        assert!(breaker.admit().is_ok());
    }

    #[test]
    fn caller_who_waited_long_and_left_tells_of_a_failure() {
        let breaker = Breaker::with_rest(METRIC, SHORT, SHORT);
        let calls: Vec<_> = (0..MOST_FAILURES)
            .map(|_| breaker.admit().expect("closed"))
            .collect();
        sleep(SHORT);
        drop(calls);
        assert!(breaker.admit().is_err());
    }

    #[test]
    fn late_failures_of_old_calls_are_of_no_account() {
        let breaker = Breaker::with_rest(METRIC, SHORT, DEADLINE);
        let mut old: Vec<_> = (0..20).map(|_| breaker.admit().expect("closed")).collect();
        let mut fail = |count| old.drain(..count).for_each(Leave::failed);
        fail(MOST_FAILURES as usize);
        assert!(breaker.admit().is_err(), "open");
        sleep(SHORT * 2);
        let probe = breaker.admit().expect("a probe");
        fail(1);
        probe.answered();
        assert_eq!(breaker.resting(), None, "the probe counts");
        fail(MOST_FAILURES as usize);
        assert_eq!(breaker.resting(), None, "closed is closed");
    }

    #[test]
    fn late_failure_of_an_old_probe_leaves_it_to_the_newer_one() {
        let breaker = opened();
        sleep(SHORT * 2);
        let old = breaker.admit().expect("a probe");
        sleep(SHORT * 2);
        let newer = breaker.admit().expect("the next probe");
        old.failed();
        newer.answered();
        assert_eq!(breaker.resting(), None, "closed");
    }

    #[test]
    fn late_success_of_an_old_call_does_not_close() {
        let breaker = Breaker::with_rest(METRIC, SHORT, DEADLINE);
        let old = breaker.admit().expect("closed");
        for _ in 0..MOST_FAILURES {
            breaker.admit().expect("closed").failed();
        }
        old.answered();
        assert!(breaker.admit().is_err());
    }
}
