use std::sync::Arc;
use std::time::Duration;

use axum::http::Version;
use parking_lot::Mutex;
use tokio::time::Instant;

/// What happens on one connection, to tell an idle one from a busy one, and both from one whose request head is late.
#[derive(Clone, Debug)]
pub(crate) struct Activity(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    /// Requests that are being answered, and bodies that are being read.
    in_flight: usize,
    /// What the connection waits for while nothing is in flight.
    waiting: Waiting,
    is_http2: bool,
    /// Whether the next response over HTTP/1.1 is the last one.
    is_ending: bool,
}

#[derive(Clone, Copy, Debug)]
enum Waiting {
    /// The rest of a head, which began at this time. The first one begins with the connection.
    Head(Instant),
    /// The next request, since the last response.
    Request(Instant),
}

/// How long a connection may stay open.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ConnectionLimits {
    /// While the head of a request is incomplete.
    pub(crate) head: Duration,
    /// Between two requests.
    pub(crate) idle: Duration,
}

/// Whether a connection has been open for long enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outlook {
    /// Not before this.
    CheckAt(Instant),
    Idle,
    /// The head of a request takes too long.
    SlowHead,
}

impl Activity {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Mutex::new(State {
            in_flight: 0,
            waiting: Waiting::Head(Instant::now()),
            is_http2: false,
            is_ending: false,
        })))
    }

    /// Records bytes from the peer. Between two requests over HTTP/1.1 they begin a head.
    pub(crate) fn received(&self) {
        let mut state = self.0.lock();
        if state.in_flight == 0 && !state.is_http2 && matches!(state.waiting, Waiting::Request(_)) {
            state.waiting = Waiting::Head(Instant::now());
        }
    }

    /// When the head began that is not complete yet.
    pub(crate) fn head_began(&self) -> Option<Instant> {
        let state = self.0.lock();
        match state.waiting {
            Waiting::Head(began) if state.in_flight == 0 => Some(began),
            _ => None,
        }
    }

    /// Records a request, whose head is complete, until the guard is dropped.
    pub(crate) fn request(&self, version: Version) -> InFlight {
        self.0.lock().is_http2 = version >= Version::HTTP_2;
        self.in_flight()
    }

    fn in_flight(&self) -> InFlight {
        self.0.lock().in_flight += 1;
        InFlight(self.clone())
    }

    /// Makes the next response the last one. `false` over HTTP/2, which has GOAWAY instead.
    pub(crate) fn end_after_response(&self) -> bool {
        let mut state = self.0.lock();
        state.is_ending = true;
        !state.is_http2
    }

    pub(crate) fn outlook(&self, limits: ConnectionLimits) -> Outlook {
        let now = Instant::now();
        let state = self.0.lock();
        let (end, late) = match state.waiting {
            _ if state.in_flight > 0 => return Outlook::CheckAt(now + limits.idle),
            Waiting::Head(began) => (began + limits.head, Outlook::SlowHead),
            Waiting::Request(answered) => (answered + limits.idle, Outlook::Idle),
        };
        if end > now {
            Outlook::CheckAt(end)
        } else {
            late
        }
    }

    /// When to check again a connection that was told to end at `since`, and has `limit` to do so after its last response. `None` when
    /// that time is over.
    pub(crate) fn check_ending(&self, since: Instant, limit: Duration) -> Option<Instant> {
        let now = Instant::now();
        let state = self.0.lock();
        let end = match state.waiting {
            _ if state.in_flight > 0 => now + limit,
            Waiting::Request(answered) => answered.max(since) + limit,
            Waiting::Head(_) => since + limit,
        };
        (end > now).then_some(end)
    }
}

/// A request that is being answered, or whose body is being read.
#[derive(Debug)]
pub(crate) struct InFlight(Activity);

impl InFlight {
    /// Whether the connection ends with the response.
    pub(crate) fn is_last(&self) -> bool {
        let state = self.0.0.lock();
        state.is_ending && !state.is_http2
    }
}

/// For the body, which may outlive the response.
impl Clone for InFlight {
    fn clone(&self) -> Self {
        self.0.in_flight()
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        let mut state = self.0.0.lock();
        state.in_flight -= 1;
        state.waiting = Waiting::Request(Instant::now());
    }
}

#[cfg(test)]
mod tests;
