//! Two servers that do the same work: `generated` is the stub, `handwritten` a handler as one would write it by hand. `cargo xtask bench`
//! starts one process of each and loads them in turns.
//!
//! The work: exactly one credential, compared with one known key in constant time; a body of JSON within 16 KiB and a time; `returnUrl`
//! an absolute URI (RFC 3986) that starts with `https://`; a fixed session as the answer.

use std::sync::Arc;

use accounts_api::apis::subscriptions::{CreateSubscriptionPortalResponse, Subscriptions};
use accounts_api::models::{
    self, CreateSubscriptionPortalRequest, SubscriptionPortalErrorResponse,
};
use accounts_api::{Authenticate, Limits, Operation, Presented, Rejection, Service, Uri};
use async_trait::async_trait;
use aws_lc_rs::constant_time::verify_slices_are_equal;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use tokio::net::TcpListener;

const KEY: &str = "recoup_sk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const URL: &str = "https://billing.example.com/manage/portal_sess_a1b2c3d4";

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let router = match std::env::args().nth(1).as_deref() {
        Some("generated") => {
            let stub: Arc<dyn Subscriptions<Principal = (), Error = StatusCode>> = Arc::new(Stub);
            accounts_api::router(stub, Limits::default())
        }
        Some("handwritten") => Router::new().route("/api/subscriptions/portal", post(handwritten)),
        _ => panic!("which one: generated or handwritten?"),
    };
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    println!("Listening on http://{}", listener.local_addr()?);
    axum::serve(listener, router).await
}

/// Whether it is the one known key.
fn is_known(key: &str) -> bool {
    verify_slices_are_equal(key.as_bytes(), KEY.as_bytes()).is_ok()
}

fn session() -> models::CreateSubscriptionPortalResponse {
    models::CreateSubscriptionPortalResponse {
        id: "portal_sess_a1b2c3d4".to_owned(),
        url: URL.parse().expect("a URI"),
    }
}

fn problem(error: &str) -> Json<SubscriptionPortalErrorResponse> {
    Json(SubscriptionPortalErrorResponse {
        error: error.to_owned(),
    })
}

struct Stub;

#[async_trait]
impl Authenticate for Stub {
    type Principal = ();

    async fn authenticate(
        &self,
        _operation: &'static Operation,
        presented: Presented<'_>,
    ) -> Result<(), StatusCode> {
        match presented.only() {
            Some(credential) if is_known(credential.secret.expose()) => Ok(()),
            _ => Err(StatusCode::UNAUTHORIZED),
        }
    }
}

impl Service for Stub {
    type Error = StatusCode;

    fn refuse(&self, rejection: Rejection) -> Response {
        (rejection.status(), problem(&rejection.to_string())).into_response()
    }

    fn fail(&self, _operation: &'static Operation, error: StatusCode) -> Response {
        (error, problem("Unauthorized")).into_response()
    }
}

#[async_trait]
impl Subscriptions for Stub {
    async fn create_subscription_portal(
        &self,
        (): (),
        body: CreateSubscriptionPortalRequest,
        _head: &Parts,
    ) -> Result<CreateSubscriptionPortalResponse, StatusCode> {
        Ok(match body.return_url.as_str().starts_with("https://") {
            true => CreateSubscriptionPortalResponse::Status200(session()),
            false => CreateSubscriptionPortalResponse::Status400(
                problem("returnUrl must start with https://").0,
            ),
        })
    }
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct PortalRequest {
    return_url: String,
}

/// The same checks in the same order, with nothing between them and axum.
async fn handwritten(request: Request) -> Response {
    let (head, body) = request.into_parts();
    match credential(&head.headers) {
        None => {
            return (
                StatusCode::UNAUTHORIZED,
                problem("Credentials are required"),
            )
                .into_response();
        }
        Some(key) if is_known(key) => {}
        Some(_) => return (StatusCode::UNAUTHORIZED, problem("Unauthorized")).into_response(),
    }
    let json = head
        .headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    if json.is_none_or(|value| !value.starts_with("application/json")) {
        return (
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            problem("Content-Type must be application/json"),
        )
            .into_response();
    }
    let Some(bytes) = read(body).await else {
        return (
            StatusCode::PAYLOAD_TOO_LARGE,
            problem("The request body is too large"),
        )
            .into_response();
    };
    let Ok(body) = serde_json::from_slice::<PortalRequest>(&bytes) else {
        return (StatusCode::BAD_REQUEST, problem("returnUrl is required")).into_response();
    };
    let Ok(url) = body.return_url.parse::<Uri>() else {
        return (
            StatusCode::BAD_REQUEST,
            problem("returnUrl must be an absolute URI"),
        )
            .into_response();
    };
    if !url.as_str().starts_with("https://") {
        return (
            StatusCode::BAD_REQUEST,
            problem("returnUrl must start with https://"),
        )
            .into_response();
    }
    Json(session()).into_response()
}

fn credential(headers: &HeaderMap) -> Option<&str> {
    let key = headers
        .get("x-api-key")
        .and_then(|value| value.to_str().ok());
    let token = headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    match (key, token) {
        (Some(one), None) | (None, Some(one)) => Some(one),
        _ => None,
    }
}

/// Within the limits that the stub has: a size and a time.
async fn read(body: Body) -> Option<Bytes> {
    let limits = Limits::default();
    let bytes = to_bytes(body, limits.body_bytes);
    tokio::time::timeout(limits.body_time, bytes)
        .await
        .ok()?
        .ok()
}
