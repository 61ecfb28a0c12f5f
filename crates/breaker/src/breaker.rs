use std::time::{Duration, Instant};

use metrics::gauge;
use parking_lot::Mutex;

/// Failed calls in a row that open the circuit.
const MAX_FAILURES: u32 = 5;

/// How long it stays open, until one call may probe whether the server is back; and how long that probe has before the next one may.
const OPEN_DURATION: Duration = Duration::from_secs(3);

/// A caller who gives up after waiting this long counts as a failure too; half the deadline, where that is less.
const LONG_WAIT: Duration = Duration::from_secs(5);

/// A circuit breaker: while nothing works, it spares callers the wait and the server the calls. A single probe at a time finds out when that
/// is over.
#[derive(Debug)]
pub struct Breaker(Mutex<Inner>);

#[derive(Debug)]
struct Inner {
    state: State,
    /// When it last opened or closed: calls from before say nothing about the server now.
    changed: Option<Instant>,
    open_duration: Duration,
    long_wait: Duration,
    server: &'static str,
    metric: &'static str,
}

#[derive(Clone, Copy, Debug)]
enum State {
    /// Calls are let through; so many failed in a row.
    Closed { failures: u32 },
    /// Since a moment. `probe` is when the probe that is under way began.
    Open {
        since: Instant,
        probe: Option<Instant>,
    },
}

/// A permit for one call. Its outcome is recorded; without one, all that is known is that the caller left.
#[derive(Debug)]
pub struct CallPermit<'a> {
    breaker: &'a Breaker,
    began: Instant,
    is_probe: bool,
    recorded: bool,
}

impl Breaker {
    /// For calls to a `server`, whose name is for the log. `metric` shows whether it is open; `deadline` is the longest that a caller
    /// waits.
    pub fn new(server: &'static str, metric: &'static str, deadline: Duration) -> Self {
        Self::with_open_duration(server, metric, OPEN_DURATION, deadline)
    }

    fn with_open_duration(
        server: &'static str,
        metric: &'static str,
        open_duration: Duration,
        deadline: Duration,
    ) -> Self {
        gauge!(metric).set(0);
        Self(Mutex::new(Inner {
            state: State::Closed { failures: 0 },
            changed: None,
            open_duration,
            long_wait: LONG_WAIT.min(deadline / 2),
            server,
            metric,
        }))
    }

    /// A permit for a call.
    ///
    /// # Errors
    /// None is to be made for so long.
    pub fn admit(&self) -> Result<CallPermit<'_>, Duration> {
        let mut inner = self.0.lock();
        let now = Instant::now();
        if let Some(wait) = inner.wait(now) {
            return Err(wait);
        }
        let is_probe = match &mut inner.state {
            State::Closed { .. } => false,
            State::Open { probe, .. } => {
                *probe = Some(now);
                true
            }
        };
        Ok(CallPermit {
            breaker: self,
            began: now,
            is_probe,
            recorded: false,
        })
    }

    /// How long calls are refused for; `None` when one would be let through.
    pub fn open_for(&self) -> Option<Duration> {
        self.0.lock().wait(Instant::now())
    }
}

impl Inner {
    fn wait(&self, now: Instant) -> Option<Duration> {
        let State::Open { since, probe } = self.state else {
            return None;
        };
        let end = probe.unwrap_or(since) + self.open_duration;
        let left = end.saturating_duration_since(now);
        (!left.is_zero()).then_some(left)
    }

    /// Whether the outcome says how the server is now. After an outage hundreds of old calls still fail one by one, and must not keep the
    /// circuit open or open it again; nor may an old probe, while a newer one is under way.
    fn counts(&self, permit: &CallPermit<'_>, success: bool) -> bool {
        let is_old = self.changed.is_some_and(|changed| permit.began < changed);
        let is_outrun = permit.is_probe
            && matches!(self.state, State::Open { probe, .. } if probe != Some(permit.began));
        !is_old && (success || !is_outrun)
    }

    fn record(&mut self, success: bool) {
        match self.state {
            State::Closed { failures } if !success && failures + 1 < MAX_FAILURES => {
                self.state = State::Closed {
                    failures: failures + 1,
                };
            }
            State::Closed { .. } if !success => {
                self.open();
                let server = self.server;
                tracing::error!(
                    "{MAX_FAILURES} calls to {server} failed in a row: no more are made for now"
                );
            }
            State::Open { .. } if !success => self.open(),
            State::Closed { .. } => self.state = State::Closed { failures: 0 },
            State::Open { .. } => {
                self.state = State::Closed { failures: 0 };
                self.changed = Some(Instant::now());
                gauge!(self.metric).set(0);
                tracing::info!("{} responds again", self.server);
            }
        }
    }

    fn open(&mut self) {
        let since = Instant::now();
        self.state = State::Open { since, probe: None };
        self.changed = Some(since);
        gauge!(self.metric).set(1);
    }
}

impl CallPermit<'_> {
    /// The server responded, even if with a refusal.
    pub fn record_success(mut self) {
        self.record(true);
    }

    /// The server did not respond, or could not do its part.
    pub fn record_failure(mut self) {
        self.record(false);
    }

    fn record(&mut self, success: bool) {
        self.recorded = true;
        let mut inner = self.breaker.0.lock();
        if inner.counts(self, success) {
            inner.record(success);
        }
    }
}

impl Drop for CallPermit<'_> {
    fn drop(&mut self) {
        if self.recorded {
            return;
        }
        let mut inner = self.breaker.0.lock();
        if self.began.elapsed() >= inner.long_wait {
            drop(inner);
            self.record(false);
        } else if let State::Open { probe, .. } = &mut inner.state {
            probe.take_if(|began| self.is_probe && *began == self.began);
        }
    }
}

#[cfg(test)]
mod tests;
