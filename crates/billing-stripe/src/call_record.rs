use accounts::TRACES;
use metrics::{counter, histogram};
use tokio::time::Instant;
use tracing::Span;
use tracing::field::Empty;

use crate::call::{Call, Endpoint};
use crate::call_error::CallFailure;
use crate::response::Head;

/// The outcome of a call whose caller left before its end.
const ABANDONED: &str = "abandoned";

/// Writes a call to the log, the metrics and the trace: once, also when nobody waits for its outcome any more.
pub(crate) struct CallRecord<'a> {
    call: &'a Call,
    pub(crate) began: Instant,
    pub(crate) span: Span,
    pub(crate) tries: u32,
    /// Of the last response.
    pub(crate) head: Option<Head>,
    finished: bool,
}

impl<'a> CallRecord<'a> {
    pub(crate) fn begin(call: &'a Call) -> Self {
        // Stripe learns nothing about the trace: it is in no header.
        let span = tracing::trace_span!(
            target: TRACES,
            "stripe",
            otel.name = call.name(),
            otel.kind = "client",
            otel.status_code = Empty,
            http.request.method = call.method.as_str(),
            http.request.resend_count = Empty,
            http.response.status_code = Empty,
            error.r#type = Empty,
            stripe_request = Empty,
        );
        Self {
            call,
            began: Instant::now(),
            span,
            tries: 0,
            head: None,
            finished: false,
        }
    }

    pub(crate) fn finish(mut self, failure: Option<&CallFailure>) {
        self.finished = true;
        let failed = failure.map(|cause| (cause.label(), cause.to_string()));
        self.write(failed);
    }

    /// `failed` is the label of the failure and what it is.
    fn write(&self, failed: Option<(&'static str, String)>) {
        let call = self.call.name();
        let retries = self.tries.saturating_sub(1);
        self.trace(retries, failed.as_ref().map(|(label, _)| *label));
        count_outcome(call, failed.as_ref().map_or("ok", |(label, _)| *label));
        histogram!("stripe_call_duration_seconds", "call" => call).record(self.began.elapsed());
        if retries > 0 {
            counter!("stripe_retries_total", "call" => call).increment(retries.into());
        }
        let status = self.head.as_ref().map(|head| head.status.as_u16());
        let stripe_request = self.head.as_ref();
        let stripe_request = stripe_request.and_then(|head| head.request_id.as_deref());
        let duration_ms = self.began.elapsed().as_micros() as f64 / 1000.0;
        let Self { tries, .. } = self;
        match failed {
            None => tracing::info!(
                call,
                status,
                stripe_request,
                tries,
                duration_ms,
                "called Stripe"
            ),
            Some((_, why)) => tracing::warn!(
                call,
                status,
                stripe_request,
                tries,
                duration_ms,
                "call to Stripe failed: {why}"
            ),
        }
    }

    fn trace(&self, retries: u32, failure: Option<&'static str>) {
        self.span.record("http.request.resend_count", retries);
        if let Some(head) = &self.head {
            self.span
                .record("http.response.status_code", head.status.as_u16());
            self.span
                .record("stripe_request", head.request_id.as_deref());
        }
        if let Some(label) = failure {
            self.span.record("otel.status_code", "ERROR");
            self.span.record("error.type", label);
        }
    }
}

impl Drop for CallRecord<'_> {
    fn drop(&mut self) {
        if !self.finished {
            let why = "the caller left before the response".to_owned();
            self.write(Some((ABANDONED, why)));
        }
    }
}

/// Counts a call that was not made.
pub(crate) fn count(endpoint: Endpoint, cause: &CallFailure) {
    count_outcome(endpoint.name(), cause.label());
}

fn count_outcome(call: &'static str, outcome: &'static str) {
    counter!("stripe_calls_total", "call" => call, "outcome" => outcome).increment(1);
}
