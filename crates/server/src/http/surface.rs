use std::sync::Arc;

use axum::Router;
use axum::routing::Route;
use tower::layer::layer_fn;
use tower::service_fn;

use crate::http::exchange::Exchange;

/// Puts what every request of a surface goes through around its routes.
pub(crate) fn surface(routes: Router, through: Exchange) -> Router {
    let through = Arc::new(through);
    // One service and one future. Middleware of axum's would be cloned and boxed again and again for each request.
    routes.layer(layer_fn(move |mut route: Route| {
        let through = Arc::clone(&through);
        service_fn(move |request| Arc::clone(&through).exchange(&mut route, request))
    }))
}
