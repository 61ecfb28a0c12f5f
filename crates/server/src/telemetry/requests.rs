use std::error::Error;
use std::time::Duration;

use accounts::Cause;
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderValue, Method};
use axum::response::Response;
use tokio::time::Instant;
use tracing::field::Empty;
use tracing::{Instrument as _, Span};

use crate::http::operation_of;
use crate::telemetry::RequestMetrics;
use crate::telemetry::request_metrics::Active;
use crate::telemetry::request_trace::RequestTrace;

/// What is told of a request when it is over: one line in the log, and the metrics.
#[derive(Debug)]
pub(crate) struct RequestReport {
    span: Span,
    trace: RequestTrace,
    /// Its operationId.
    operation: Option<&'static str>,
    began: Instant,
    /// Until it is answered.
    active: Option<Active>,
}

impl RequestReport {
    pub(crate) fn begin(
        request: &Request,
        request_id: &HeaderValue,
        metrics: &RequestMetrics,
    ) -> Self {
        let id = request_id.to_str().unwrap_or_default();
        let operation = operation_of(request);
        let trace = RequestTrace::begin(request, operation, id);
        Self {
            span: request_span(request, id, &trace),
            trace,
            operation,
            began: Instant::now(),
            active: Some(metrics.begin()),
        }
    }

    /// When the request came.
    pub(crate) fn began(&self) -> Instant {
        self.began
    }

    /// What everything that is logged for the request, or traced, belongs to.
    pub(crate) fn about<T>(&self, work: impl Future<Output = T>) -> impl Future<Output = T> {
        let logged = work.instrument(self.span.clone());
        logged.instrument(self.trace.span().clone())
    }

    /// Writes the line, and before it the cause of a failure: here and nowhere else.
    pub(crate) fn answered(mut self, response: &Response) {
        let time = self.began.elapsed();
        let _entered = self.span.enter();
        let extensions = response.extensions();
        let status = response.status();
        if let Some(Cause(cause)) = extensions.get()
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
            active.answered(self.operation, status, time);
        }
    }
}

/// Dropped without an answer: the client left, or was cut off.
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
            active.aborted(self.operation, time);
        }
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_micros() as f64 / 1000.0
}

/// The span of a request: what each of its log lines carries. `account_id` is filled in by whoever finds it out.
///
/// Never in it: queries, bodies, credentials, and paths as sent, because those of pages open things.
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

/// An error with everything that caused it, in one line.
pub(crate) fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let message = error.to_string();
        // Many messages repeat what is below them.
        if !text.contains(&message) {
            text.push_str(": ");
            text.push_str(&message);
        }
        cause = error.source();
    }
    text
}

/// Methods that nobody defined are the caller's own text, and can be long.
pub(crate) fn method_name(method: &Method) -> &str {
    match method.as_str() {
        name @ ("GET" | "HEAD" | "POST" | "PUT" | "DELETE" | "OPTIONS" | "PATCH" | "TRACE"
        | "CONNECT") => name,
        _ => "other",
    }
}
