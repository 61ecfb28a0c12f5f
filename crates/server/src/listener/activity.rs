use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use axum::http::Version;
use tokio::time::Instant;

/// What happens on one connection, to tell an idle one from a busy one, and both from one that is late with the head of a request.
#[derive(Clone, Debug)]
pub(crate) struct Activity(Arc<State>);

#[derive(Debug)]
struct State {
    opened: Instant,
    /// Requests that are being answered, and bodies that are being read.
    in_flight: AtomicUsize,
    http2: AtomicBool,
    /// Whether the next answer over HTTP/1.1 is the last one.
    ends: AtomicBool,
    /// When the last request was answered, in milliseconds since `opened`; 0 before the first.
    answered_ms: AtomicU64,
    /// When the head began that is not complete yet, likewise; 0 when there is none. Over HTTP/1.1 only.
    head_began_ms: AtomicU64,
}

/// How long a connection may stay open.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ConnectionLimits {
    /// While the head of a request is incomplete. The first one begins with the connection.
    pub(crate) head: Duration,
    /// Between two requests.
    pub(crate) idle: Duration,
}

/// When a connection has been open for long enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outlook {
    /// Not before this.
    Look(Instant),
    /// It has been idle for too long.
    Idle,
    /// The head of a request takes too long.
    SlowHead,
}

impl Activity {
    pub(crate) fn new() -> Self {
        Self(Arc::new(State {
            opened: Instant::now(),
            in_flight: AtomicUsize::new(0),
            http2: AtomicBool::new(false),
            ends: AtomicBool::new(false),
            answered_ms: AtomicU64::new(0),
            head_began_ms: AtomicU64::new(0),
        }))
    }

    /// Notes bytes from the peer. Between two requests over HTTP/1.1 they begin a head.
    pub(crate) fn received(&self) {
        let State {
            in_flight,
            http2,
            answered_ms,
            head_began_ms,
            ..
        } = &*self.0;
        let between = in_flight.load(Ordering::Acquire) == 0
            && answered_ms.load(Ordering::Relaxed) > 0
            && !http2.load(Ordering::Relaxed);
        if between && head_began_ms.load(Ordering::Relaxed) == 0 {
            head_began_ms.store(self.0.now_ms(), Ordering::Relaxed);
        }
    }

    /// When the head began that is not complete yet.
    pub(crate) fn head_began(&self) -> Option<Instant> {
        self.0.at(&self.0.head_began_ms)
    }

    /// Notes a request, whose head is complete, until the guard is dropped.
    pub(crate) fn request(&self, version: Version) -> InFlight {
        let http2 = version >= Version::HTTP_2;
        self.0.http2.store(http2, Ordering::Relaxed);
        self.0.head_began_ms.store(0, Ordering::Relaxed);
        self.in_flight()
    }

    fn in_flight(&self) -> InFlight {
        self.0.in_flight.fetch_add(1, Ordering::Relaxed);
        InFlight(self.clone())
    }

    /// Has the connection end with the next answer. `false` over HTTP/2, which has a goodbye of its own.
    pub(crate) fn takes_last_request(&self) -> bool {
        self.0.ends.store(true, Ordering::Relaxed);
        !self.0.http2.load(Ordering::Relaxed)
    }

    /// What to do about the connection now.
    pub(crate) fn outlook(&self, limits: ConnectionLimits) -> Outlook {
        let now = Instant::now();
        if self.0.in_flight.load(Ordering::Acquire) > 0 {
            return Outlook::Look(now + limits.idle);
        }
        let (end, late) = match (self.head_began(), self.answered()) {
            (Some(began), _) => (began + limits.head, Outlook::SlowHead),
            (None, None) => (self.0.opened + limits.head, Outlook::SlowHead),
            (None, Some(answered)) => (answered + limits.idle, Outlook::Idle),
        };
        if end > now { Outlook::Look(end) } else { late }
    }

    /// The same for a connection that was told to end at `since`, and has so long to do so after its last answer. `None` when that
    /// time is over.
    pub(crate) fn look_again_ending(&self, since: Instant, limit: Duration) -> Option<Instant> {
        let now = Instant::now();
        if self.0.in_flight.load(Ordering::Acquire) > 0 {
            return Some(now + limit);
        }
        let end = self
            .answered()
            .map_or(since, |answered| answered.max(since))
            + limit;
        (end > now).then_some(end)
    }

    /// When the last request was answered.
    fn answered(&self) -> Option<Instant> {
        self.0.at(&self.0.answered_ms)
    }
}

impl State {
    /// Never 0.
    fn now_ms(&self) -> u64 {
        let now = self.opened.elapsed().as_millis().max(1);
        now.try_into().unwrap_or(u64::MAX)
    }

    fn at(&self, ms: &AtomicU64) -> Option<Instant> {
        match ms.load(Ordering::Relaxed) {
            0 => None,
            ms => Some(self.opened + Duration::from_millis(ms)),
        }
    }
}

/// A request that is being answered, or whose body is being read.
#[derive(Debug)]
pub(crate) struct InFlight(Activity);

impl InFlight {
    /// Whether the connection ends with the answer.
    pub(crate) fn is_last(&self) -> bool {
        let State { http2, ends, .. } = &*self.0.0;
        ends.load(Ordering::Relaxed) && !http2.load(Ordering::Relaxed)
    }
}

/// For the body, which may outlive the answer.
impl Clone for InFlight {
    fn clone(&self) -> Self {
        self.0.in_flight()
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        let state = &*self.0.0;
        state.answered_ms.store(state.now_ms(), Ordering::Relaxed);
        state.in_flight.fetch_sub(1, Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: ConnectionLimits = ConnectionLimits {
        head: Duration::from_secs(1),
        idle: Duration::from_secs(5),
    };

    async fn advance(seconds: u64) {
        tokio::time::advance(Duration::from_secs(seconds)).await;
    }

    fn is_fine(activity: &Activity) -> bool {
        matches!(activity.outlook(LIMITS), Outlook::Look(_))
    }

    #[tokio::test(start_paused = true)]
    async fn idle_after_each_limit() {
        let activity = Activity::new();
        assert!(is_fine(&activity));
        advance(2).await;
        assert_eq!(
            activity.outlook(LIMITS),
            Outlook::SlowHead,
            "no first request"
        );

        let request = activity.request(Version::HTTP_11);
        advance(60).await;
        assert!(is_fine(&activity), "busy");
        drop(request);
        advance(4).await;
        assert!(is_fine(&activity), "idle for a while");
        advance(2).await;
        assert_eq!(activity.outlook(LIMITS), Outlook::Idle);
    }

    #[tokio::test(start_paused = true)]
    async fn head_begins_with_its_first_byte() {
        let activity = Activity::new();
        activity.received();
        let request = activity.request(Version::HTTP_11);
        activity.received();
        assert_eq!(activity.head_began(), None, "that is the body");
        let body = request.clone();
        drop(request);
        activity.received();
        assert_eq!(activity.head_began(), None, "that is still the body");
        drop(body);
        advance(3).await;
        activity.received();
        assert!(is_fine(&activity), "a head has begun");
        activity.received();
        advance(2).await;
        activity.received();
        assert_eq!(activity.outlook(LIMITS), Outlook::SlowHead);

        drop(activity.request(Version::HTTP_2));
        activity.received();
        assert_eq!(activity.head_began(), None, "frames are no heads");
    }

    #[tokio::test(start_paused = true)]
    async fn ending_waits_for_requests_only() {
        let limit = Duration::from_secs(1);
        let advance = |millis| tokio::time::advance(Duration::from_millis(millis));
        let activity = Activity::new();
        advance(10_000).await;
        let since = Instant::now();
        let request = activity.request(Version::HTTP_11);
        advance(5_000).await;
        let again = |activity: &Activity| activity.look_again_ending(since, limit).is_some();
        assert!(again(&activity), "busy");
        drop(request);
        advance(900).await;
        assert!(again(&activity), "the answer is on its way");
        advance(200).await;
        assert!(!again(&activity), "nothing is left to do");

        let idle = Activity::new();
        assert!(idle.look_again_ending(Instant::now(), limit).is_some());
        assert!(!again(&idle), "told long ago");
    }
}
