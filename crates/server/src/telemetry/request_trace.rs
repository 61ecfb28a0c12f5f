use accounts::TRACES;
use axum::extract::{MatchedPath, Request};
use axum::http::{Method, StatusCode};
use opentelemetry::propagation::TextMapPropagator as _;
use opentelemetry::trace::TraceContextExt as _;
use opentelemetry_http::HeaderExtractor;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use tracing::Span;
use tracing::field::Empty;
use tracing_opentelemetry::OpenTelemetrySpanExt as _;

/// The span of a request in its trace; disabled where no traces are collected. Names by OpenTelemetry's conventions:
/// <https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-server>
///
/// Never in it: queries, bodies, credentials, and paths as sent.
#[derive(Clone, Debug)]
pub(crate) struct RequestTrace(Span);

impl RequestTrace {
    /// Continues the caller's trace, where the request names one (`traceparent`, <https://www.w3.org/TR/trace-context/>).
    pub(crate) fn begin(
        request: &Request,
        operation: Option<&'static str>,
        request_id: &str,
    ) -> Self {
        let method = method_name(request.method());
        let route = request.extensions().get().map(MatchedPath::as_str);
        let span = tracing::trace_span!(
            target: TRACES,
            parent: None,
            "request",
            otel.name = %format_args!("{method}{}{}", if route.is_some() { " " } else { "" }, route.unwrap_or_default()),
            otel.kind = "server",
            otel.status_code = Empty,
            http.request.method = method,
            http.route = route,
            http.response.status_code = Empty,
            error.r#type = Empty,
            operation,
            request_id,
        );
        if !span.is_disabled() {
            let propagator = TraceContextPropagator::new();
            let caller = propagator.extract(&HeaderExtractor(request.headers()));
            // Fails only for a span that has begun to end.
            span.set_parent(caller).ok();
        }
        Self(span)
    }

    pub(crate) fn span(&self) -> &Span {
        &self.0
    }

    /// Its trace, for the log; `None` where no traces are collected.
    pub(crate) fn id(&self) -> Option<String> {
        if self.0.is_disabled() {
            return None;
        }
        let context = self.0.context();
        let trace = context.span().span_context().trace_id();
        Some(trace.to_string())
    }

    pub(crate) fn answered(&self, status: StatusCode) {
        if self.0.is_disabled() {
            return;
        }
        self.0.record("http.response.status_code", status.as_u16());
        if status.is_server_error() {
            self.0.record("otel.status_code", "ERROR");
            self.0.record("error.type", status.as_str());
        }
    }

    pub(crate) fn aborted(&self) {
        self.0.record("error.type", "aborted");
    }
}

/// Unknown methods are the caller's own text, and can be long.
pub(crate) fn method_name(method: &Method) -> &str {
    match method.as_str() {
        name @ ("GET" | "HEAD" | "POST" | "PUT" | "DELETE" | "OPTIONS" | "PATCH" | "TRACE"
        | "CONNECT") => name,
        _ => "other",
    }
}
