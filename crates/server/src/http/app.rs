use std::sync::Arc;

use accounts::AccountsService;
use accounts_api::Limits;
use axum::Router;
use axum::handler::Handler;
use axum::http::header::ALLOW;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::map_request;
use axum::response::IntoResponse as _;
use axum::routing::{MethodRouter, get};
use billing_sandbox::{Sandbox, pages};
use tokio::sync::Semaphore;

use crate::http::Dependencies;
use crate::http::document::{self, document};
use crate::http::drain::drain_when_dropped;
use crate::http::exchange::{Audience, Exchange};
use crate::http::layers::with_layers;
use crate::http::probes::{HEALTH_PATH, READY_PATH, alive, ready};
use crate::settings::Settings;
use crate::settings::limits::{BODY_LIMIT_BYTES, BODY_TIMEOUT, DRAIN_LIMIT_BYTES, DRAIN_TIMEOUT};
use crate::telemetry::RequestMetrics;

/// What the server is put together from.
pub(crate) struct Parts {
    /// Implements the contract.
    pub(crate) service: Arc<AccountsService>,
    pub(crate) dependencies: Dependencies,
    /// The provider whose pages are on this server.
    pub(crate) pages: Option<Sandbox>,
}

/// The whole server but its sockets: the contract's operations, the document, the reference, the probes and the pages.
pub(crate) fn app(parts: Parts, settings: &Settings) -> Router {
    let limits = Limits {
        body_bytes: BODY_LIMIT_BYTES,
        body_time: BODY_TIMEOUT,
        drain_bytes: DRAIN_LIMIT_BYTES,
        drain_time: DRAIN_TIMEOUT,
        // The contract has no such body.
        ..Limits::default()
    };
    let metrics = Arc::new(RequestMetrics::new());
    let requests = settings.max_requests.0 as usize;
    let capacity = Arc::new(Semaphore::new(requests.min(Semaphore::MAX_PERMITS)));
    let exchange = |audience| Exchange {
        audience,
        trusted_proxies: settings.trusted_proxies.clone(),
        deadline: settings.request_deadline_ms.0,
        provider_time: settings.provider_time(),
        takes_identity_tokens: settings.uses_privy(),
        capacity: Arc::clone(&capacity),
        metrics: Arc::clone(&metrics),
    };
    let api = accounts_api::router(parts.service, limits)
        .route(document::PATH, get_only(document, ()))
        .route(HEALTH_PATH, get_only(alive, ()))
        .route(READY_PATH, get_only(ready, parts.dependencies))
        .merge(documentation());
    let api = with_layers(api, exchange(Audience::Api));
    match parts.pages {
        Some(sandbox) => {
            let routes = pages::router(sandbox.clone());
            api.merge(with_layers(routes, exchange(Audience::Pages(sandbox))))
        }
        None => api,
    }
}

/// The API reference and what it loads.
fn documentation() -> Router {
    let page = Router::new().route(reference::PATH, get_only(reference::page, ()));
    reference::assets().into_iter().fold(page, |routes, asset| {
        let answer = async |headers: HeaderMap| {
            asset.answer(&headers).unwrap_or_else(|| {
                accounts::error_response(
                    StatusCode::NOT_ACCEPTABLE,
                    "This file is sent compressed: name gzip in Accept-Encoding",
                )
            })
        };
        routes.route(asset.path, get_only(answer, ()))
    })
}

/// A route that takes GET and HEAD without a body, and refuses other methods as the operations do.
fn get_only<H, T, S>(handler: H, state: S) -> MethodRouter
where
    H: Handler<T, S>,
    T: 'static,
    S: Clone + Send + Sync + 'static,
{
    let not_allowed = async || {
        let response = accounts::error_response(
            StatusCode::METHOD_NOT_ALLOWED,
            "Method not allowed; this path takes GET, HEAD, OPTIONS",
        );
        ([(ALLOW, "GET, HEAD, OPTIONS")], response).into_response()
    };
    get(handler)
        .fallback(not_allowed)
        .layer(map_request(async |request| drain_when_dropped(request)))
        .with_state(state)
}
