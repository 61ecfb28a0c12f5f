use std::any::Any;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use tower_http::catch_panic::CatchPanicLayer;

use crate::http::exchange::{Exchange, exchange};

/// Puts what every request of a surface goes through around its routes.
pub(crate) fn surface(routes: Router, through: Exchange) -> Router {
    routes
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(through, exchange))
}

/// The answer to a request whose handler panicked. What happened is in the log: the panic hook wrote it.
fn panicked(_: Box<dyn Any + Send>) -> Response {
    accounts::error_response(StatusCode::INTERNAL_SERVER_ERROR, "Internal server error")
}
