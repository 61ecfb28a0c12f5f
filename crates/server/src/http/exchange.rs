use std::convert::Infallible;
use std::net::IpAddr;
use std::panic::AssertUnwindSafe;
use std::pin::pin;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use accounts::Deadline;
use axum::body::HttpBody as _;
use axum::extract::Request;
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONNECTION, EXPECT, REFERRER_POLICY, RETRY_AFTER, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Version};
use axum::response::Response;
use axum::routing::Route;
use axum::routing::future::RouteFuture;
use billing_sandbox::{Sandbox, pages};
use futures_util::FutureExt as _;
use tokio::time::{Instant, timeout_at};
use tower::Service as _;

use crate::http::capacity::{Capacity, Place};
use crate::http::client_address::{Peer, TrustedProxies};
use crate::http::rest::{RestLimits, finish_reading};
use crate::http::{cors, framing, request_id};
use crate::telemetry::{RequestMetrics, RequestReport};

/// Largest body after whose refusal the connection goes on.
const SMALL_REST_BYTES: u64 = 64 * 1024;

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
    pub(crate) proxies: TrustedProxies,
    pub(crate) deadline: Duration,
    /// How much of it the billing provider has.
    pub(crate) provider_time: Duration,
    pub(crate) rest: RestLimits,
    pub(crate) metrics: RequestMetrics,
    pub(crate) capacity: Capacity,
}

/// A request that its route works on.
struct Admitted {
    answer: RouteFuture<Infallible>,
    end: Instant,
    provider_end: Deadline,
    preflight: bool,
    client: Option<IpAddr>,
    _place: Place,
}

impl Exchange {
    /// Takes a request from its head to its answer: id, framing, capacity, preflight, deadline, panics, headers, log, metrics.
    pub(crate) fn exchange(
        self: Arc<Self>,
        route: &mut Route,
        request: Request,
    ) -> impl Future<Output = Result<Response, Infallible>> + use<> {
        let id = request_id::of(request.headers());
        let report = RequestReport::begin(&request, &id, &self.metrics);
        let fault = framing::fault(&request);
        let last_on_connection = fault.is_some() || framing::ends_connection(&request);
        let small_rest = has_small_rest(&request);
        let version = request.version();
        // With the request gone to its route, what waits for the answer is small, and cheap to move.
        let admitted = self.admit(route, request, fault, report.began());

        async move {
            let mut response = match admitted {
                Ok(admitted) => {
                    let answer = pin!(self.answer(admitted));
                    report.about(answer).await
                }
                Err(refusal) => *refusal,
            };
            let headers = response.headers_mut();
            if small_rest {
                // The stub says so of any rest. One that is small is read in no time, and the connection goes on.
                headers.remove(CONNECTION);
            }
            self.complete(headers);
            if version >= Version::HTTP_2 {
                // HTTP/2 has no such header (RFC 9113, section 8.2.2).
                headers.remove(CONNECTION);
            } else if last_on_connection {
                headers.insert(CONNECTION, HeaderValue::from_static("close"));
            }
            headers.insert(request_id::HEADER, id);
            report.answered(&response);
            Ok(response)
        }
    }

    /// Hands a request to its route, unless there is something wrong with it, or no place.
    fn admit(
        &self,
        route: &mut Route,
        request: Request,
        fault: Option<&'static str>,
        began: Instant,
    ) -> Result<Admitted, Box<Response>> {
        if let Some(fault) = fault {
            drop(finish_reading(request, self.rest));
            return Err(Box::new(
                self.surface.refusal(StatusCode::BAD_REQUEST, fault),
            ));
        }
        let Some(place) = self.capacity.enter(&request) else {
            drop(finish_reading(request, self.rest));
            return Err(Box::new(self.busy()));
        };
        let peer = request.extensions().get::<Peer>();
        let client = peer.map(|Peer(peer)| self.proxies.client(*peer, request.headers()));
        let (preflight, request) = match self.surface {
            // The contract's router sees to the body by itself.
            Surface::Api => (request.method() == Method::OPTIONS, request),
            Surface::Pages(_) => (false, finish_reading(request, self.rest)),
        };
        Ok(Admitted {
            answer: route.call(request),
            end: began + self.deadline,
            provider_end: Deadline::at((began + self.provider_time).into_std()),
            preflight,
            client,
            _place: place,
        })
    }

    /// What the route answers, or for want of it we.
    async fn answer(&self, admitted: Admitted) -> Response {
        let answer = async {
            match admitted.client {
                Some(client) => accounts::coming_from(client, admitted.answer).await,
                None => admitted.answer.await,
            }
        };
        let answer = admitted.provider_end.scope(answer);
        let answer = timeout_at(admitted.end, answer);
        // What a panic leaves half done is the route's own, and dropped with it.
        match AssertUnwindSafe(answer).catch_unwind().await {
            Ok(Ok(Ok(answer))) if admitted.preflight => allowed(answer),
            Ok(Ok(Ok(answer))) => answer,
            Ok(Err(_)) => {
                let late = "The request could not be answered in time";
                self.surface.refusal(StatusCode::GATEWAY_TIMEOUT, late)
            }
            // What happened is in the log: the panic hook wrote it.
            Err(_) => {
                let broken = "Internal server error";
                self.surface
                    .refusal(StatusCode::INTERNAL_SERVER_ERROR, broken)
            }
        }
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
        // Copied all at once: inserting one after the other costs 700 instructions more.
        let own = std::mem::replace(headers, self.surface.headers().clone());
        headers.extend(own);
        if matches!(self.surface, Surface::Api)
            && let Some(allow) = headers.get_mut(ALLOW)
        {
            allow_options(allow);
        }
    }
}

/// Of every answer on every surface.
static HEADERS: LazyLock<HeaderMap> = LazyLock::new(|| {
    let headers = [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        (CACHE_CONTROL, "no-store"),
    ];
    let headers = headers.map(|(name, value)| (name, HeaderValue::from_static(value)));
    HeaderMap::from_iter(headers)
});

/// Of every answer of the API.
static API_HEADERS: LazyLock<HeaderMap> = LazyLock::new(|| {
    let mut headers = HEADERS.clone();
    cors::allow_all(&mut headers);
    headers
});

impl Surface {
    fn headers(&self) -> &'static HeaderMap {
        match self {
            Self::Api => &API_HEADERS,
            Self::Pages(_) => &HEADERS,
        }
    }

    /// An answer that does not come from the surface's own routes.
    pub(crate) fn refusal(&self, status: StatusCode, reason: &str) -> Response {
        match self {
            Self::Api => accounts::error_response(status, reason),
            Self::Pages(sandbox) => pages::refusal(sandbox, status, reason),
        }
    }
}

/// Every path of the API answers a preflight, whatever its route knows of that.
fn allow_options(allow: &mut HeaderValue) {
    let methods = allow.to_str().unwrap_or_default();
    if methods.split(',').any(|method| method.trim() == "OPTIONS") {
        return;
    }
    if let Ok(all) = HeaderValue::try_from(format!("{methods}, OPTIONS")) {
        *allow = all;
    }
}

/// Whether what is left of the body when the answer is ready is read and dropped without anybody noticing. Not when the client may wait
/// for `100 Continue` and never send it.
fn has_small_rest(request: &Request) -> bool {
    let length = request.body().size_hint().exact();
    length.is_some_and(|length| length <= SMALL_REST_BYTES)
        && !request.headers().contains_key(EXPECT)
}

/// No route takes OPTIONS, and each says in its refusal which methods it does take: all that is left of the answer.
fn allowed(mut refusal: Response) -> Response {
    let mut response = Response::default();
    if let Some(allow) = refusal.headers_mut().remove(ALLOW) {
        response.headers_mut().insert(ALLOW, allow);
    }
    response
}
