use std::sync::Arc;

use accounts::AccountsService;
use accounts_api::Limits;
use axum::Router;
use axum::extract::{Request, State};
use axum::handler::Handler;
use axum::http::header::ALLOW;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::map_request_with_state;
use axum::routing::{MethodRouter, get};
use billing_sandbox::{Sandbox, pages};

use crate::http::Needs;
use crate::http::capacity::Capacity;
use crate::http::client_address::TrustedProxies;
use crate::http::document::document;
use crate::http::exchange::{Exchange, Surface};
use crate::http::probes::{alive, ready};
use crate::http::rest::{RestLimits, finish_reading};
use crate::http::surface::surface;
use crate::settings::Settings;
use crate::telemetry::RequestMetrics;

/// What the server is put together from.
pub struct Parts {
    /// Implements the contract.
    pub service: Arc<AccountsService>,
    /// Asked by the readiness probe.
    pub needs: Needs,
    /// The provider whose pages are on this server.
    pub pages: Option<Sandbox>,
}

/// The whole server but its sockets: the contract's operations, the document, the reference, the probes and the pages.
pub fn app(parts: Parts, settings: &Settings) -> Router {
    let rest = RestLimits {
        bytes: settings.rest_limit_bytes,
        time: settings.rest_timeout_ms,
    };
    let limits = Limits {
        body_bytes: settings.body_limit_bytes,
        body_time: settings.body_timeout_ms,
        rest_bytes: settings.rest_limit_bytes,
        rest_time: settings.rest_timeout_ms,
    };
    let metrics = RequestMetrics::new();
    let capacity = Capacity::new(settings.max_requests);
    let proxies = TrustedProxies {
        networks: settings.trusted_proxies.clone(),
        header: settings.forwarded_header,
    };
    let through = |surface| Exchange {
        surface,
        proxies: proxies.clone(),
        deadline: settings.request_deadline_ms,
        provider_time: settings.provider_time(),
        rest,
        metrics: metrics.clone(),
        capacity: capacity.clone(),
    };
    let mut api = accounts_api::router(parts.service, limits)
        .route("/openapi.json", get_only(document, (), rest))
        .route("/healthz", get_only(alive, (), rest))
        .route("/readyz", get_only(ready, parts.needs, rest));
    if settings.docs {
        api = api.merge(documentation(rest));
    }
    let api = surface(api, through(Surface::Api));
    match parts.pages {
        Some(sandbox) => {
            let routes = pages::router(sandbox.clone());
            api.merge(surface(routes, through(Surface::Pages(sandbox))))
        }
        None => api,
    }
}

/// The API reference and what it loads.
fn documentation(rest: RestLimits) -> Router {
    let page = Router::new().route(reference::PATH, get_only(reference::page, (), rest));
    reference::assets().into_iter().fold(page, |routes, asset| {
        let answer = async |headers: HeaderMap| {
            asset.answer(&headers).unwrap_or_else(|| {
                accounts::error_response(
                    StatusCode::NOT_ACCEPTABLE,
                    "This file is sent compressed: name gzip in Accept-Encoding",
                )
            })
        };
        routes.route(asset.path, get_only(answer, (), rest))
    })
}

/// A route that takes GET and HEAD, and refuses the rest as the operations do.
fn get_only<H, T, S>(handler: H, state: S, rest: RestLimits) -> MethodRouter
where
    H: Handler<T, S>,
    T: 'static,
    S: Clone + Send + Sync + 'static,
{
    let not_allowed = async || {
        let mut response = accounts::error_response(
            StatusCode::METHOD_NOT_ALLOWED,
            "Method not allowed; this path takes GET, HEAD, OPTIONS",
        );
        let allow = HeaderValue::from_static("GET, HEAD, OPTIONS");
        response.headers_mut().insert(ALLOW, allow);
        response
    };
    get(handler)
        .fallback(not_allowed)
        .layer(map_request_with_state(rest, unread))
        .with_state(state)
}

/// None of these routes reads a body.
async fn unread(State(rest): State<RestLimits>, request: Request) -> Request {
    finish_reading(request, rest)
}
