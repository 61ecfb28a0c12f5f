use std::sync::Arc;
use std::time::Duration;

use accounts::error_response;
use axum::extract::Request;
use axum::http::header::CONNECTION;
use axum::http::{HeaderValue, Method, StatusCode, Version};
use axum::response::Response;
use upstream::{ForwardError, PathShapes, Sender, Upstream};

use crate::error_chain::chain;
use crate::http::client_address::{Peer, client_address};
use crate::http::drain::drain_when_dropped;
use crate::http::layers::with_api_headers;
use crate::http::own_paths::OwnPaths;
use crate::http::{framing, request_id};
use crate::settings::{Networks, Settings, path_shapes};
use crate::telemetry::{UpstreamCounts, UpstreamReport};

/// Sends requests that are not for this server to the one that has the rest of the API. Nothing of what our own responses go through
/// touches them.
#[derive(Debug)]
pub(crate) struct Gateway {
    upstream: Upstream,
    own: OwnPaths,
    shapes: PathShapes,
    counts: UpstreamCounts,
    trusted_proxies: Networks,
    takes_identity_tokens: bool,
    /// The scheme by which callers reach us, where no proxy says so.
    scheme: &'static str,
}

impl Gateway {
    pub(crate) fn new(upstream: Upstream, settings: &Settings) -> Self {
        let public = settings.public_url.as_ref();
        let is_secure = public.is_some_and(|url| url.0.scheme() == "https");
        Self {
            upstream,
            own: OwnPaths::new(settings.uses_sandbox()),
            // Read without a problem when the settings were checked.
            shapes: path_shapes(settings).unwrap_or_default(),
            counts: UpstreamCounts::new(),
            trusted_proxies: settings.trusted_proxies.clone(),
            takes_identity_tokens: settings.uses_privy(),
            scheme: if is_secure { "https" } else { "http" },
        }
    }

    /// Not our paths, nor what has none.
    pub(crate) fn takes(&self, request: &Request) -> bool {
        let path = request.uri().path();
        request.method() != Method::CONNECT && path.starts_with('/') && !self.own.contain(path)
    }

    /// Answers with what the upstream answers, or says in our own form why there is nothing.
    pub(crate) async fn pass<H: Send + Sync + 'static>(
        self: Arc<Self>,
        request: Request,
        held: H,
    ) -> Response {
        let id = request_id::assigned(request.headers());
        let peer = request.extensions().get().map(|Peer(peer)| *peer);
        let trusted = &self.trusted_proxies;
        let client = peer.map(|peer| client_address(trusted, peer, request.headers()));
        let shape = self.shapes.shape_of(request.uri().path());
        let report = UpstreamReport::begin(&request, &self.counts, shape, &id, client, held);
        let report = Arc::new(report);
        let version = request.version();
        let fault = framing::fault(&request);
        let ends_connection = fault.is_some() || framing::ends_connection(&request);
        // What is left of a body that the upstream does not want is read, so that the client gets to see why.
        let request = drain_when_dropped(request);
        let response = match fault {
            Some(fault) => Err((StatusCode::BAD_REQUEST, fault)),
            None => {
                let sender = Sender {
                    address: peer,
                    is_trusted_proxy: peer.is_some_and(|peer| trusted.contain(peer)),
                    scheme: self.scheme,
                };
                let forwarded = self.upstream.forward(request, sender, report.clone());
                report.scope(forwarded).await.map_err(|error| {
                    self.counts.failed(&error);
                    let (status, message) = refusal(&error);
                    // The others are not its fault.
                    if !matches!(error, ForwardError::Busy | ForwardError::ClientStalled) {
                        report.failed(status, &chain(&error));
                    }
                    (status, message)
                })
            }
        };
        let mut response = response.unwrap_or_else(|(status, message)| {
            let response = error_response(status, message);
            let response = match status {
                StatusCode::SERVICE_UNAVAILABLE => {
                    accounts::retry_after(response, Duration::from_secs(1))
                }
                _ => response,
            };
            with_api_headers(response, self.takes_identity_tokens, id)
        });
        let is_upgraded = response.status() == StatusCode::SWITCHING_PROTOCOLS;
        if ends_connection && version < Version::HTTP_2 && !is_upgraded {
            let close = HeaderValue::from_static("close");
            response.headers_mut().insert(CONNECTION, close);
        }
        report.answered(response.status());
        response
    }
}

/// What the caller gets in place of a response.
fn refusal(error: &ForwardError) -> (StatusCode, &'static str) {
    match error {
        ForwardError::Busy => (
            StatusCode::SERVICE_UNAVAILABLE,
            "Too many requests are in flight; try again in a moment",
        ),
        ForwardError::Loop => (
            StatusCode::LOOP_DETECTED,
            "The request came back to this server",
        ),
        ForwardError::ClientStalled => (
            StatusCode::REQUEST_TIMEOUT,
            "The request body took too long to arrive",
        ),
        ForwardError::Timeout(_) => (
            StatusCode::GATEWAY_TIMEOUT,
            "The server behind this one did not answer in time",
        ),
        ForwardError::Failed(_) | ForwardError::Protocol => (
            StatusCode::BAD_GATEWAY,
            "The server behind this one did not answer",
        ),
    }
}
