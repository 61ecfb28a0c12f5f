use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;

use crate::http::Dependencies;
use crate::http::probes::{Viewer, alive, respond};
use crate::system::System;
use crate::telemetry::Metrics;

/// <https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format>
const TEXT_FORMAT: &str = "text/plain; version=0.0.4; charset=utf-8";

/// What operators get to see, on a listener of its own.
#[derive(Clone)]
pub(crate) struct Admin {
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) system: System,
    pub(crate) dependencies: Dependencies,
}

/// The routes of the admin listener. Scrapes and probes are neither logged nor counted.
pub(crate) fn admin(admin: Admin) -> Router {
    let unknown = async || {
        let paths = "This listener has /metrics, /readyz and /healthz";
        accounts::error_response(StatusCode::NOT_FOUND, paths)
    };
    Router::new()
        .route("/metrics", get(metrics))
        .route("/readyz", get(ready))
        .route("/healthz", get(alive))
        .fallback(unknown)
        .with_state(admin)
}

async fn metrics(State(admin): State<Admin>) -> Response {
    // Sets the gauges of the dependencies.
    admin.dependencies.readiness().await;
    let text = admin.metrics.text(admin.system.connections());
    ([(CONTENT_TYPE, TEXT_FORMAT)], text).into_response()
}

/// Like the public one, with the causes.
async fn ready(State(admin): State<Admin>) -> Response {
    respond(admin.dependencies.readiness().await, Viewer::Operator)
}
