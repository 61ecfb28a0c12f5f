use std::time::{Duration, Instant};

use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONNECTION, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Version};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument as _;

use crate::http::rest::{RestLimits, finish_reading};
use crate::http::{cors, framing, request_id};
use crate::telemetry;

/// Who a part of the server is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Surface {
    /// Programs, those in web pages of any origin included.
    Api,
    /// People in browsers.
    Pages,
}

/// What every request of a surface goes through.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Exchange {
    pub(crate) surface: Surface,
    pub(crate) deadline: Duration,
    pub(crate) rest: RestLimits,
}

/// Takes a request from its head to its answer: id, framing, preflight, deadline, headers, log.
pub(crate) async fn exchange(
    State(exchange): State<Exchange>,
    request: Request,
    next: Next,
) -> Response {
    let started = Instant::now();
    let id = request_id::of(request.headers());
    let span = telemetry::request_span(&request, &id);
    let fault = framing::fault(&request);
    let last_on_connection = fault.is_some() || framing::ends_connection(&request);
    let version = request.version();

    let mut response = exchange
        .answer(request, fault, next)
        .instrument(span.clone())
        .await;

    let headers = response.headers_mut();
    exchange.complete(headers);
    if version >= Version::HTTP_2 {
        // HTTP/2 has no such header (RFC 9113, section 8.2.2).
        headers.remove(CONNECTION);
    } else if last_on_connection {
        headers.insert(CONNECTION, HeaderValue::from_static("close"));
    }
    headers.insert(request_id::HEADER, id);
    span.in_scope(|| telemetry::log_answer(&response, started.elapsed()));
    response
}

impl Exchange {
    async fn answer(&self, request: Request, fault: Option<&'static str>, next: Next) -> Response {
        if let Some(fault) = fault {
            drop(finish_reading(request, self.rest));
            return accounts::error_response(StatusCode::BAD_REQUEST, fault);
        }
        let request = match self.surface {
            Surface::Api if request.method() == Method::OPTIONS => {
                drop(finish_reading(request, self.rest));
                return Response::default();
            }
            // The contract's router sees to it by itself.
            Surface::Api => request,
            Surface::Pages => finish_reading(request, self.rest),
        };
        let answer = tokio::time::timeout(self.deadline, next.run(request));
        answer.await.unwrap_or_else(|_| {
            accounts::error_response(
                StatusCode::GATEWAY_TIMEOUT,
                "The request could not be answered in time",
            )
        })
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
        if self.surface == Surface::Api {
            cors::allow_all(headers);
        }
    }
}
