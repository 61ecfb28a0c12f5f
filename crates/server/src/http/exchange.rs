use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONNECTION, REFERRER_POLICY, RETRY_AFTER, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Version};
use axum::middleware::Next;
use axum::response::Response;
use billing_sandbox::{Sandbox, pages};

use crate::http::capacity::Capacity;
use crate::http::rest::{RestLimits, finish_reading};
use crate::http::{cors, framing, request_id};
use crate::telemetry::{RequestMetrics, RequestReport};

/// Who a part of the server is for.
#[derive(Clone, Debug)]
pub(crate) enum Surface {
    /// Programs, those in web pages of any origin included.
    Api,
    /// People in browsers.
    Pages(Sandbox),
}

/// What every request of a surface goes through.
#[derive(Clone, Debug)]
pub(crate) struct Exchange {
    pub(crate) surface: Surface,
    pub(crate) deadline: Duration,
    pub(crate) rest: RestLimits,
    pub(crate) metrics: RequestMetrics,
    pub(crate) capacity: Capacity,
}

/// Takes a request from its head to its answer: id, framing, capacity, preflight, deadline, headers, log, metrics.
pub(crate) async fn exchange(
    State(exchange): State<Exchange>,
    request: Request,
    next: Next,
) -> Response {
    let id = request_id::of(request.headers());
    let report = RequestReport::begin(&request, &id, &exchange.metrics);
    let fault = framing::fault(&request);
    let last_on_connection = fault.is_some() || framing::ends_connection(&request);
    let version = request.version();

    let mut response = report.about(exchange.answer(request, fault, next)).await;

    let headers = response.headers_mut();
    exchange.complete(headers);
    if version >= Version::HTTP_2 {
        // HTTP/2 has no such header (RFC 9113, section 8.2.2).
        headers.remove(CONNECTION);
    } else if last_on_connection {
        headers.insert(CONNECTION, HeaderValue::from_static("close"));
    }
    headers.insert(request_id::HEADER, id);
    report.answered(&response);
    response
}

impl Exchange {
    async fn answer(&self, request: Request, fault: Option<&'static str>, next: Next) -> Response {
        if let Some(fault) = fault {
            drop(finish_reading(request, self.rest));
            return self.surface.refusal(StatusCode::BAD_REQUEST, fault);
        }
        let Some(_place) = self.capacity.enter(&request) else {
            drop(finish_reading(request, self.rest));
            return self.busy();
        };
        let (request, preflight) = match self.surface {
            // The contract's router sees to the body by itself.
            Surface::Api => {
                let preflight = request.method() == Method::OPTIONS;
                (request, preflight)
            }
            Surface::Pages(_) => (finish_reading(request, self.rest), false),
        };
        let answer = tokio::time::timeout(self.deadline, next.run(request)).await;
        let answer = answer.unwrap_or_else(|_| {
            let late = "The request could not be answered in time";
            self.surface.refusal(StatusCode::GATEWAY_TIMEOUT, late)
        });
        if preflight { allowed(answer) } else { answer }
    }

    fn busy(&self) -> Response {
        let busy = "Too many requests are in flight; try again in a moment";
        let mut response = self.surface.refusal(StatusCode::SERVICE_UNAVAILABLE, busy);
        let headers = response.headers_mut();
        headers.insert(RETRY_AFTER, HeaderValue::from_static("1"));
        response
    }

    /// Adds what every answer of the surface carries and does not say for itself.
    fn complete(&self, headers: &mut HeaderMap) {
        headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        let defaults = [
            (REFERRER_POLICY, "no-referrer"),
            (CACHE_CONTROL, "no-store"),
        ];
        for (name, value) in defaults {
            headers
                .entry(name)
                .or_insert(HeaderValue::from_static(value));
        }
        if matches!(self.surface, Surface::Api) {
            cors::allow_all(headers);
        }
    }
}

impl Surface {
    /// An answer that does not come from the surface's own routes.
    pub(crate) fn refusal(&self, status: StatusCode, reason: &str) -> Response {
        match self {
            Self::Api => accounts::error_response(status, reason),
            Self::Pages(sandbox) => pages::refusal(sandbox, status, reason),
        }
    }
}

/// No route takes OPTIONS, and each says in its refusal which methods it does take: all that is left of the answer.
fn allowed(mut refusal: Response) -> Response {
    let mut response = Response::default();
    if let Some(allow) = refusal.headers_mut().remove(ALLOW) {
        response.headers_mut().insert(ALLOW, allow);
    }
    response
}
