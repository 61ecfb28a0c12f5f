use std::any::Any;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use tower_http::catch_panic::CatchPanicLayer;

use crate::http::exchange::{Exchange, exchange};

/// Puts what every request of a surface goes through around its routes.
pub(crate) fn surface(routes: Router, through: Exchange) -> Router {
    let surface = through.surface.clone();
    // What happened is in the log: the panic hook wrote it.
    let panicked = move |_: Box<dyn Any + Send>| {
        surface.refusal(StatusCode::INTERNAL_SERVER_ERROR, "Internal server error")
    };
    routes
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(through, exchange))
}
