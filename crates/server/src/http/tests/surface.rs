use std::time::Duration;

use axum::Router;
use axum::http::Version;
use axum::routing::{get, post};

use crate::http::capacity::Capacity;
use crate::http::client_address::TrustedProxies;
use crate::http::exchange::{Exchange, Surface};
use crate::http::rest::RestLimits;
use crate::http::surface::surface;
use crate::http::tests::subject::{request, send};
use crate::settings::{ForwardedHeader, Networks};
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
    let through = Exchange {
        proxies: TrustedProxies {
            networks: Networks::default(),
            header: ForwardedHeader::XForwardedFor,
        },
        surface: Surface::Api,
        deadline: Duration::from_millis(50),
        provider_time: Duration::from_millis(50),
        rest: RestLimits {
            bytes: 1024,
            time: Duration::from_millis(50),
        },
        metrics: RequestMetrics::new(),
        capacity: Capacity::new(16),
    };
    surface(routes, through)
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
