use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use serde_json::json;

use crate::http::readiness::{Dependencies, Fault, Readiness};

pub(crate) const HEALTH_PATH: &str = "/healthz";
pub(crate) const READY_PATH: &str = "/readyz";

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Viewer {
    /// Anybody: sees the names of what makes this replica unready.
    Public,
    /// Sees the causes.
    Operator,
}

/// `GET /healthz`: the process is alive, whatever else is not.
pub(crate) async fn alive() -> Response {
    status(json!({"status": "alive"}))
}

/// `GET /readyz`: whether requests should be sent to this replica.
pub(crate) async fn ready(State(dependencies): State<Dependencies>) -> Response {
    respond(dependencies.readiness().await, Viewer::Public)
}

/// The routes of a server that waits for its database: they only say so.
pub(crate) fn starting() -> Router {
    let starting = async || {
        let cause = "the database has not been reached yet".to_owned();
        let part = "starting";
        respond(
            Readiness::Unready(vec![Fault { part, cause }]),
            Viewer::Public,
        )
    };
    Router::new()
        .route("/healthz", get(alive))
        .fallback(starting)
}

pub(crate) fn respond(readiness: Readiness, audience: Viewer) -> Response {
    match (readiness, audience) {
        (Readiness::Ready, _) => status(json!({"status": "ready"})),
        (Readiness::Degraded(_), Viewer::Public) => status(json!({"status": "degraded"})),
        (Readiness::Degraded(faults), Viewer::Operator) => {
            status(json!({"status": "degraded", "cause": causes(&faults)}))
        }
        (Readiness::Unready(faults), Viewer::Public) => {
            let parts: Vec<_> = faults.iter().map(|fault| fault.part).collect();
            unready(&parts.join(", "))
        }
        (Readiness::Unready(faults), Viewer::Operator) => unready(&causes(&faults)),
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
    let response = accounts::error_response(StatusCode::SERVICE_UNAVAILABLE, &message);
    accounts::retry_after(response, Duration::from_secs(1))
}

fn status(body: serde_json::Value) -> Response {
    ([(CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}
