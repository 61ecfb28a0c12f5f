use std::any::Any;
use std::sync::Arc;

use accounts::{AccountsService, Billing, Directory};
use accounts_api::Limits;
use axum::Router;
use axum::extract::Request;
use axum::handler::Handler;
use axum::http::header::ALLOW;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use axum::routing::{MethodRouter, get};
use tower_http::catch_panic::CatchPanicLayer;

use crate::http::document::document;
use crate::http::exchange::{Exchange, Surface, exchange};
use crate::http::probes::{Needs, alive, ready};
use crate::http::rest::{RestLimits, answer_over};
use crate::settings::Settings;

/// What the server is put together from.
pub struct Parts {
    /// Implements the contract.
    pub service: Arc<AccountsService>,
    /// Asked by the readiness probe.
    pub directory: Arc<dyn Directory>,
    /// Asked by the readiness probe.
    pub billing: Arc<dyn Billing>,
    /// The provider's pages, where it has any on this server.
    pub pages: Option<Router>,
}

/// The whole server but its sockets: the contract's operations, the document, the probes and the pages.
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
    let surface = |router: Router, surface| {
        let state = Exchange {
            surface,
            deadline: settings.request_deadline_ms,
            rest,
        };
        router
            .layer(CatchPanicLayer::custom(panicked))
            .layer(from_fn_with_state(state, exchange))
    };
    let needs = Needs {
        directory: parts.directory,
        billing: parts.billing,
    };
    let api = accounts_api::router(parts.service, limits)
        .route("/openapi.json", get_only(document, (), rest))
        .route("/healthz", get_only(alive, (), rest))
        .route("/readyz", get_only(ready, needs, rest));
    let api = surface(api, Surface::Api);
    match parts.pages {
        Some(pages) => api.merge(surface(pages, Surface::Pages)),
        None => api,
    }
}

/// A route that takes GET and HEAD, and refuses the rest as the operations do.
fn get_only<H, T, S>(handler: H, state: S, rest: RestLimits) -> MethodRouter
where
    H: Handler<T, S>,
    T: 'static,
    S: Clone + Send + Sync + 'static,
{
    get(handler)
        .fallback(async move |request: Request| {
            let mut response = accounts::error_response(
                StatusCode::METHOD_NOT_ALLOWED,
                "Method not allowed; this path takes GET, HEAD, OPTIONS",
            );
            let allow = HeaderValue::from_static("GET, HEAD, OPTIONS");
            response.headers_mut().insert(ALLOW, allow);
            answer_over(request.into_body(), response, rest)
        })
        .with_state(state)
}

/// The answer to a request whose handler panicked. What happened is in the log: the panic hook wrote it.
fn panicked(_: Box<dyn Any + Send>) -> Response {
    accounts::error_response(StatusCode::INTERNAL_SERVER_ERROR, "Internal server error")
}
