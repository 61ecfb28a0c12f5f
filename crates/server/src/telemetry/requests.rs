use std::net::IpAddr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use accounts::{Cause, Deadline, IdentityToken, RequestContext};
use axum::extract::Request;
use axum::response::Response;
use tokio::time::Instant;
use tracing::Instrument as _;

use crate::error_chain::chain;
use crate::http::{operation_of, request_id};
use crate::telemetry::request_metrics::{ActiveRequest, RequestMetrics};
use crate::telemetry::request_trace::RequestTrace;

/// What is reported about a request when it is over: one line in the log, its metrics and its trace.
#[derive(Debug)]
pub(crate) struct RequestReport {
    context: Arc<RequestContext>,
    trace: RequestTrace,
    operation: Option<&'static str>,
    began: Instant,
    /// Until it is answered.
    active: Option<ActiveRequest>,
}

impl RequestReport {
    /// Of a request that began just now.
    pub(crate) fn begin(
        request: &Request,
        metrics: &RequestMetrics,
        client: Option<IpAddr>,
        deadline: Deadline,
        identity_token: Option<IdentityToken>,
    ) -> Self {
        let operation = operation_of(request);
        let request_id = request_id::of(request.headers());
        let trace = RequestTrace::begin(request, operation, request_id);
        Self {
            context: Arc::new(RequestContext {
                method: request.method().clone(),
                route: request.extensions().get().cloned(),
                request_id: request_id.to_owned(),
                trace_id: trace.id(),
                client: client.map(|client| client.to_canonical()),
                deadline,
                identity_token,
                caller: OnceLock::new(),
            }),
            trace,
            operation,
            began: Instant::now(),
            active: Some(metrics.begin(operation)),
        }
    }

    /// Has everything that `work` logs or traces belong to the request.
    pub(crate) fn instrument<T>(&self, work: impl Future<Output = T>) -> impl Future<Output = T> {
        let traced = work.instrument(self.trace.span().clone());
        self.context.scope(traced)
    }

    /// Writes the line, and before it the cause of a failure: here and nowhere else.
    pub(crate) fn answered(mut self, response: &Response) {
        let time = self.began.elapsed();
        let status = response.status();
        self.context.sync_scope(|| {
            if let Some(Cause(cause)) = response.extensions().get()
                && status.is_server_error()
            {
                let cause = chain(cause.as_ref());
                tracing::error!(status = status.as_u16(), "request failed: {cause}");
            }
            tracing::info!(
                operation = self.operation,
                status = status.as_u16(),
                duration_ms = milliseconds(time),
                "answered"
            );
        });
        self.trace.answered(status);
        if let Some(active) = self.active.take() {
            active.end(Some(status), time);
        }
    }
}

/// Dropped without a response: the client left, or was cut off.
impl Drop for RequestReport {
    fn drop(&mut self) {
        if let Some(active) = self.active.take() {
            let time = self.began.elapsed();
            self.trace.aborted();
            self.context.sync_scope(|| {
                tracing::info!(
                    operation = self.operation,
                    aborted = true,
                    duration_ms = milliseconds(time),
                    "not answered: the connection ended"
                );
            });
            active.end(None, time);
        }
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_micros() as f64 / 1000.0
}
