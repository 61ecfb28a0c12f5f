use std::any::Any;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use accounts::{Deadline, RequestContext};
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode};
use tokio::time::Instant;
use upstream::{End, Exchange};

use crate::telemetry::upstream_counts::{self, UpstreamActive, UpstreamCounts};

/// What is reported about a request for the upstream: one line in the log when its response begins, another one where that is cut off,
/// and its metrics. Never the path as sent.
pub(crate) struct UpstreamReport {
    context: Arc<RequestContext>,
    /// The shape of the path, where a document has it.
    path: Option<String>,
    began: Instant,
    is_answered: AtomicBool,
    _active: UpstreamActive,
    _held: Box<dyn Any + Send + Sync>,
}

impl UpstreamReport {
    /// Of a request that began just now. `held` is held for as long as the exchange goes on.
    pub(crate) fn begin(
        request: &Request,
        counts: &UpstreamCounts,
        path: Option<&str>,
        id: &HeaderValue,
        client: Option<IpAddr>,
        held: impl Send + Sync + 'static,
    ) -> Self {
        Self {
            context: Arc::new(RequestContext {
                method: request.method().clone(),
                route: None,
                request_id: id.to_str().unwrap_or_default().to_owned(),
                trace_id: None,
                client: client.map(|client| client.to_canonical()),
                deadline: Deadline::never(),
                identity_token: None,
                caller: OnceLock::new(),
            }),
            path: path.map(str::to_owned),
            began: Instant::now(),
            is_answered: AtomicBool::new(false),
            _active: counts.begin(),
            _held: Box::new(held),
        }
    }

    /// Has everything that `work` logs belong to the request.
    pub(crate) fn scope<T>(&self, work: impl Future<Output = T>) -> impl Future<Output = T> {
        self.context.scope(work)
    }

    /// Writes why there is no response of the upstream.
    pub(crate) fn failed(&self, status: StatusCode, cause: &str) {
        self.context.sync_scope(|| {
            let status = status.as_u16();
            tracing::warn!(status, "the upstream gave no response: {cause}");
        });
    }

    /// Writes the line: the response has begun.
    pub(crate) fn answered(&self, status: StatusCode) {
        self.is_answered.store(true, Ordering::Relaxed);
        let time = self.began.elapsed();
        self.context.sync_scope(|| {
            tracing::info!(
                upstream = self.shown(),
                status = status.as_u16(),
                duration_ms = milliseconds(time),
                "answered for the upstream"
            );
        });
        let path = self.path.as_deref();
        upstream_counts::answered(path, &self.context.method, status, time);
    }

    fn shown(&self) -> &str {
        self.path.as_deref().unwrap_or("other")
    }
}

impl Exchange for UpstreamReport {
    fn ended(&self, end: End) {
        let Some(cut_off) = upstream_counts::cut_off(end) else {
            return;
        };
        cut_off.increment(1);
        let cause = match end {
            End::Complete | End::ClientLeft => return,
            End::Stalled => "nothing came for too long",
            End::CutOff => "it hung up",
        };
        self.context.sync_scope(|| {
            let time = milliseconds(self.began.elapsed());
            tracing::warn!(
                upstream = self.shown(),
                duration_ms = time,
                "the upstream's response was cut off: {cause}"
            );
        });
    }
}

/// Dropped without a response: the client left, or was cut off.
impl Drop for UpstreamReport {
    fn drop(&mut self) {
        if self.is_answered.load(Ordering::Relaxed) {
            return;
        }
        upstream_counts::aborted();
        self.context.sync_scope(|| {
            tracing::info!(
                upstream = self.shown(),
                aborted = true,
                duration_ms = milliseconds(self.began.elapsed()),
                "not answered: the connection ended"
            );
        });
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_micros() as f64 / 1000.0
}
