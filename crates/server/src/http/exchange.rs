use std::convert::Infallible;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use accounts::Deadline;
use axum::body::HttpBody as _;
use axum::extract::Request;
use axum::http::header::{ALLOW, CONNECTION, EXPECT};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Version};
use axum::response::Response;
use axum::routing::Route;
use billing_sandbox::{Sandbox, pages};
use futures_util::FutureExt as _;
use metrics::counter;
use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout_at};
use tower::Service as _;

use crate::http::client_address::{Peer, client_address};
use crate::http::drain::drain_when_dropped;
use crate::http::probes::{HEALTH_PATH, READY_PATH};
use crate::http::{framing, identity_token};
use crate::settings::Networks;
use crate::telemetry::{RequestMetrics, RequestReport};

/// Up to this size, what is left of a refused body does not end the connection.
const SMALL_BODY_BYTES: u64 = 64 * 1024;

/// Asked by orchestrators: a response that the server is busy would be taken for a fault.
const PROBES: [&str; 2] = [HEALTH_PATH, READY_PATH];

/// Who a part of the server is for.
#[derive(Clone, Debug)]
pub(crate) enum Audience {
    /// Programs, including those in web pages of any origin.
    Api,
    /// People in browsers.
    Pages(Sandbox),
}

/// Takes a request from its head to its response: framing, capacity, preflight, deadline, panics, log and metrics.
#[derive(Clone, Debug)]
pub(crate) struct Exchange {
    pub(crate) audience: Audience,
    pub(crate) trusted_proxies: Networks,
    pub(crate) deadline: Duration,
    /// The part of it that the billing provider has.
    pub(crate) provider_time: Duration,
    /// Whether requests may bring along identity tokens.
    pub(crate) takes_identity_tokens: bool,
    /// A permit for each request in flight.
    pub(crate) capacity: Arc<Semaphore>,
    pub(crate) metrics: Arc<RequestMetrics>,
}

impl Exchange {
    pub(crate) fn call(
        self: Arc<Self>,
        route: Route,
        request: Request,
    ) -> impl Future<Output = Result<Response, Infallible>> + use<> {
        let began = Instant::now();
        let peer = request.extensions().get::<Peer>();
        let client =
            peer.map(|Peer(peer)| client_address(&self.trusted_proxies, *peer, request.headers()));
        let (end, provider_end) = (began + self.deadline, began + self.provider_time);
        let deadline = Deadline::at(provider_end.into_std());
        let identity_token = self
            .takes_identity_tokens
            .then(|| identity_token::of(request.headers()))
            .flatten();
        let report =
            RequestReport::begin(&request, &self.metrics, client, deadline, identity_token);
        let fault = framing::fault(&request);
        let ends_connection = fault.is_some() || framing::ends_connection(&request);
        let has_small_body = has_small_body(&request);
        let version = request.version();
        // With the request handed to its route, the future is small, and cheap to move.
        let admitted = self.admit(route, request, fault, end);

        async move {
            let mut response = match admitted {
                Ok(work) => report.instrument(work).await,
                Err(refusal) => *refusal,
            };
            let headers = response.headers_mut();
            if has_small_body {
                // The stub closes the connection after any body that was not read. A small one is read in no time.
                headers.remove(CONNECTION);
            }
            if version >= Version::HTTP_2 {
                // HTTP/2 has no such header (RFC 9113, section 8.2.2).
                headers.remove(CONNECTION);
            } else if ends_connection {
                headers.insert(CONNECTION, HeaderValue::from_static("close"));
            }
            report.answered(&response);
            Ok(response)
        }
    }

    /// Hands a request to its route, unless it is malformed or the server is busy.
    fn admit(
        self: Arc<Self>,
        mut route: Route,
        request: Request,
        fault: Option<&'static str>,
        end: Instant,
    ) -> Result<impl Future<Output = Response> + use<>, Box<Response>> {
        let refuse = |request, status, reason| {
            drop(drain_when_dropped(request));
            Err(Box::new(self.audience.refusal(status, reason)))
        };
        if let Some(fault) = fault {
            return refuse(request, StatusCode::BAD_REQUEST, fault);
        }
        let is_probe = PROBES.contains(&request.uri().path());
        let permit = (!is_probe).then(|| Arc::clone(&self.capacity).try_acquire_owned());
        if let Some(Err(_)) = permit {
            counter!("http_server_requests_shed_total").increment(1);
            let busy = "Too many requests are in flight; try again in a moment";
            return refuse(request, StatusCode::SERVICE_UNAVAILABLE, busy).map_err(|response| {
                Box::new(accounts::retry_after(*response, Duration::from_secs(1)))
            });
        }
        let is_preflight =
            matches!(self.audience, Audience::Api) && request.method() == Method::OPTIONS;
        let response = route.call(match self.audience {
            // The contract's router drains bodies itself.
            Audience::Api => request,
            Audience::Pages(_) => drain_when_dropped(request),
        });
        let response = timeout_at(end, response);
        Ok(async move {
            let _permit = permit;
            // What a panic leaves half done is the route's own, and dropped with it.
            match AssertUnwindSafe(response).catch_unwind().await {
                Ok(Ok(Ok(mut response))) => {
                    if matches!(self.audience, Audience::Api) {
                        allow_options(response.headers_mut());
                    }
                    match is_preflight {
                        true => preflight_response(&mut response),
                        false => response,
                    }
                }
                Ok(Err(_)) => {
                    let late = "The request could not be answered in time";
                    self.audience.refusal(StatusCode::GATEWAY_TIMEOUT, late)
                }
                // The panic hook logged it.
                Err(_) => {
                    let status = StatusCode::INTERNAL_SERVER_ERROR;
                    self.audience.refusal(status, "Internal server error")
                }
            }
        })
    }
}

impl Audience {
    /// A response that does not come from a route.
    fn refusal(&self, status: StatusCode, reason: &str) -> Response {
        match self {
            Self::Api => accounts::error_response(status, reason),
            Self::Pages(sandbox) => pages::refusal(sandbox, status, reason),
        }
    }
}

/// Every path of the API answers a preflight, although no route knows of it.
fn allow_options(headers: &mut HeaderMap) {
    if let Some(allow) = headers.get_mut(ALLOW) {
        let methods = allow.to_str().unwrap_or_default();
        let is_there = methods.split(',').any(|method| method.trim() == "OPTIONS");
        if let Ok(all) = HeaderValue::try_from(format!("{methods}, OPTIONS"))
            && !is_there
        {
            *allow = all;
        }
    }
}

/// No route takes OPTIONS, and each refuses it with the methods that it does take: all that is left of the refusal.
fn preflight_response(refusal: &mut Response) -> Response {
    let mut response = Response::default();
    if let Some(allow) = refusal.headers_mut().remove(ALLOW) {
        response.headers_mut().insert(ALLOW, allow);
    }
    response
}

/// Whether what is left of the body can be read and dropped without the client noticing. Not when the client may wait for
/// `100 Continue` and never send it.
fn has_small_body(request: &Request) -> bool {
    let length = request.body().size_hint().exact();
    length.is_some_and(|length| length <= SMALL_BODY_BYTES)
        && !request.headers().contains_key(EXPECT)
}
