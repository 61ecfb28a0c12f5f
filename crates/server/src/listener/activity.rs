use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use axum::http::Version;
use tokio::time::Instant;

/// What goes on on one connection, to tell an idle one from a busy one.
#[derive(Clone, Debug)]
pub(crate) struct Activity(Arc<State>);

#[derive(Debug)]
struct State {
    opened: Instant,
    in_flight: AtomicUsize,
    http2: AtomicBool,
    /// Whether the next answer over HTTP/1.1 is the last one.
    ends: AtomicBool,
    /// When the last request was answered, in milliseconds since `opened`; 0 before the first.
    answered_ms: AtomicU64,
}

/// How long a connection may stay open without a request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct IdleLimits {
    /// Before the first.
    pub(crate) first: Duration,
    /// After any.
    pub(crate) next: Duration,
}

impl Activity {
    pub(crate) fn new() -> Self {
        Self(Arc::new(State {
            opened: Instant::now(),
            in_flight: AtomicUsize::new(0),
            http2: AtomicBool::new(false),
            ends: AtomicBool::new(false),
            answered_ms: AtomicU64::new(0),
        }))
    }

    /// Notes a request, until the guard is dropped.
    pub(crate) fn request(&self, version: Version) -> InFlight {
        let http2 = version >= Version::HTTP_2;
        self.0.http2.store(http2, Ordering::Relaxed);
        self.0.in_flight.fetch_add(1, Ordering::Relaxed);
        InFlight(self.clone())
    }

    /// Has the connection end with the next answer. `false` over HTTP/2, which has a goodbye of its own.
    pub(crate) fn takes_last_request(&self) -> bool {
        self.0.ends.store(true, Ordering::Relaxed);
        !self.0.http2.load(Ordering::Relaxed)
    }

    /// When to look again, `None` when the connection has been idle for too long.
    pub(crate) fn look_again(&self, limits: IdleLimits) -> Option<Instant> {
        let now = Instant::now();
        if self.0.in_flight.load(Ordering::Acquire) > 0 {
            return Some(now + limits.next);
        }
        let end = match self.answered() {
            None => self.0.opened + limits.first,
            Some(answered) => answered + limits.next,
        };
        (end > now).then_some(end)
    }

    /// The same for a connection that was told to end at `since`, and has so long to do so after its last answer.
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
        match self.0.answered_ms.load(Ordering::Relaxed) {
            0 => None,
            answered => Some(self.0.opened + Duration::from_millis(answered)),
        }
    }
}

/// A request that is being answered.
pub(crate) struct InFlight(Activity);

impl InFlight {
    /// Whether the connection ends with the answer.
    pub(crate) fn is_last(&self) -> bool {
        let State { http2, ends, .. } = &*self.0.0;
        ends.load(Ordering::Relaxed) && !http2.load(Ordering::Relaxed)
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        let State {
            opened,
            in_flight,
            answered_ms,
            ..
        } = &*self.0.0;
        let answered = opened.elapsed().as_millis().max(1);
        answered_ms.store(answered.try_into().unwrap_or(u64::MAX), Ordering::Relaxed);
        in_flight.fetch_sub(1, Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: IdleLimits = IdleLimits {
        first: Duration::from_secs(1),
        next: Duration::from_secs(5),
    };

    #[tokio::test(start_paused = true)]
    async fn idle_after_each_limit() {
        let advance = |seconds| tokio::time::advance(Duration::from_secs(seconds));
        let activity = Activity::new();
        assert!(activity.look_again(LIMITS).is_some());
        advance(2).await;
        assert!(activity.look_again(LIMITS).is_none(), "no first request");

        let request = activity.request(Version::HTTP_11);
        advance(60).await;
        assert!(activity.look_again(LIMITS).is_some(), "busy");
        drop(request);
        advance(4).await;
        assert!(activity.look_again(LIMITS).is_some(), "idle for a while");
        advance(2).await;
        assert!(activity.look_again(LIMITS).is_none(), "idle for too long");
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
