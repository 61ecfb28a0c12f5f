use axum::Router;
use axum::extract::State;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use serde_json::json;

use crate::http::readiness::{Fault, Needs, Readiness};

/// When to ask again, in seconds.
const RETRY_AFTER_SECONDS: HeaderValue = HeaderValue::from_static("1");

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Audience {
    /// Anybody: gets the names of what makes this replica unready.
    Public,
    /// Those who run the server: get the causes.
    Admin,
}

/// `GET /healthz`: the process is alive, whatever else is not.
pub(crate) async fn alive() -> Response {
    status(json!({"status": "alive"}))
}

/// `GET /readyz`: whether requests should be sent to this replica.
pub(crate) async fn ready(State(needs): State<Needs>) -> Response {
    respond(needs.readiness().await, Audience::Public)
}

/// The routes of a server that waits for its database: nothing works yet but to say so.
pub(crate) fn starting() -> Router {
    let starting = async || {
        let cause = "the database was not reached yet".to_owned();
        let part = "starting";
        respond(
            Readiness::Unready(vec![Fault { part, cause }]),
            Audience::Public,
        )
    };
    Router::new()
        .route("/healthz", get(alive))
        .fallback(starting)
}

pub(crate) fn respond(readiness: Readiness, audience: Audience) -> Response {
    match (readiness, audience) {
        (Readiness::Ready, _) => status(json!({"status": "ready"})),
        (Readiness::Degraded(_), Audience::Public) => status(json!({"status": "degraded"})),
        (Readiness::Degraded(faults), Audience::Admin) => {
            status(json!({"status": "degraded", "cause": causes(&faults)}))
        }
        (Readiness::Unready(faults), Audience::Public) => {
            let parts: Vec<_> = faults.iter().map(|fault| fault.part).collect();
            unready(&parts.join(", "))
        }
        (Readiness::Unready(faults), Audience::Admin) => unready(&causes(&faults)),
    }
}

fn causes(faults: &[Fault]) -> String {
    let causes = faults
        .iter()
        .map(|Fault { part, cause }| format!("{part}: {cause}"));
    causes.collect::<Vec<_>>().join("; ")
}

fn unready(what: &str) -> Response {
    let message = format!("Not ready: {what}");
    let mut response = accounts::error_response(StatusCode::SERVICE_UNAVAILABLE, &message);
    response
        .headers_mut()
        .insert(RETRY_AFTER, RETRY_AFTER_SECONDS);
    response
}

fn status(body: serde_json::Value) -> Response {
    ([(CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}
