use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::Version;
use axum::routing::{get, post};
use tokio::sync::Semaphore;

use crate::http::exchange::{Audience, Exchange};
use crate::http::layers::with_layers;
use crate::http::tests::subject::{request, send};
use crate::settings::Networks;
use crate::telemetry::RequestMetrics;

/// Routes of each kind of trouble.
pub(crate) fn api() -> Router {
    let routes = Router::new()
        .route("/fine", get(async || "fine").post(async |_: String| "fine"))
        .route("/panic", get(async || -> &str { panic!("on purpose") }))
        .route("/slow", post(async || std::future::pending::<&str>().await))
        .route(
            "/own",
            get(async || ([("cache-control", "max-age=1")], "own")),
        );
    through(routes)
}

/// Any routes, with all that goes around them.
pub(crate) fn through(routes: Router) -> Router {
    let exchange = Exchange {
        audience: Audience::Api,
        trusted_proxies: Networks::default(),
        deadline: Duration::from_millis(50),
        provider_time: Duration::from_millis(50),
        takes_identity_tokens: false,
        capacity: Arc::new(Semaphore::new(16)),
        metrics: Arc::new(RequestMetrics::new()),
    };
    with_layers(routes, exchange)
}

#[tokio::test]
async fn panic_is_answered() {
    let answer = send(&api(), request("GET", "/panic", &[])).await;
    assert_eq!(answer.status, 500);
    assert_eq!(answer.body, "{\"error\":\"Internal server error\"}");
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert_ne!(answer.header("x-request-id"), "");
}

#[tokio::test]
async fn deadline_is_answered() {
    let answer = send(&api(), request("POST", "/slow", &[])).await;
    assert_eq!(answer.status, 504);
    assert!(answer.body.starts_with("{\"error\":"), "{}", answer.body);
    assert_eq!(answer.header("access-control-allow-origin"), "*");
}

#[tokio::test]
async fn own_header_is_kept() {
    let answer = send(&api(), request("GET", "/own", &[])).await;
    assert_eq!(answer.header("cache-control"), "max-age=1");
}

#[tokio::test]
async fn transfer_encoding_ends_connection() {
    for (version, connection) in [(Version::HTTP_11, "close"), (Version::HTTP_2, "")] {
        let chunked = [("transfer-encoding", "chunked")];
        let mut request = request("POST", "/fine", &chunked);
        *request.version_mut() = version;
        let answer = send(&api(), request).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("connection"), connection, "{version:?}");
    }
}
