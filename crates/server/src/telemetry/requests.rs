use std::time::Duration;

use accounts::Cause;
use axum::extract::{MatchedPath, Request};
use axum::response::Response;
use tokio::time::Instant;
use tracing::field::Empty;
use tracing::{Instrument as _, Span};

use crate::error_chain::chain;
use crate::http::operation_of;
use crate::telemetry::request_metrics::ActiveRequest;
use crate::telemetry::request_trace::{RequestTrace, method_name};

/// What is reported about a request when it is over: one line in the log, its metrics and its trace.
#[derive(Debug)]
pub(crate) struct RequestReport {
    span: Span,
    trace: RequestTrace,
    operation: Option<&'static str>,
    began: Instant,
    /// Until it is answered.
    active: Option<ActiveRequest>,
}

impl RequestReport {
    pub(crate) fn begin(request: &Request, request_id: &str) -> Self {
        let operation = operation_of(request);
        let trace = RequestTrace::begin(request, operation, request_id);
        Self {
            span: request_span(request, request_id, &trace),
            trace,
            operation,
            began: Instant::now(),
            active: Some(ActiveRequest::begin(operation)),
        }
    }

    /// Has everything that `work` logs or traces belong to the request.
    pub(crate) fn instrument<T>(&self, work: impl Future<Output = T>) -> impl Future<Output = T> {
        let logged = work.instrument(self.span.clone());
        logged.instrument(self.trace.span().clone())
    }

    /// Writes the line, and before it the cause of a failure: here and nowhere else.
    pub(crate) fn answered(mut self, response: &Response) {
        let time = self.began.elapsed();
        let _entered = self.span.enter();
        let status = response.status();
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
            let _entered = self.span.enter();
            tracing::info!(
                operation = self.operation,
                aborted = true,
                duration_ms = milliseconds(time),
                "not answered: the connection ended"
            );
            active.end(None, time);
        }
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_micros() as f64 / 1000.0
}

/// The span of a request: what each of its log lines carries. `account_id` is filled in once it is known.
///
/// Never in it: queries, bodies, credentials, and paths as sent, because those of pages grant access.
fn request_span(request: &Request, request_id: &str, trace: &RequestTrace) -> Span {
    tracing::info_span!(
        parent: trace.span(),
        "request",
        method = method_name(request.method()),
        // The pattern; unknown paths have none.
        route = request.extensions().get().map(MatchedPath::as_str),
        request_id,
        trace_id = trace.id(),
        account_id = Empty,
    )
}
