use std::sync::Arc;
use std::time::Duration;

use accounts::{Billing, Directory, Tokens};
use axum::extract::State;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};

/// Longest wait for what is asked whether it is ready.
const PATIENCE: Duration = Duration::from_secs(2);

/// When to ask again, in seconds.
const RETRY_AFTER_SECONDS: HeaderValue = HeaderValue::from_static("1");

/// What has to work before requests can be answered.
#[derive(Clone)]
pub struct Needs {
    /// Who calls.
    pub directory: Arc<dyn Directory>,
    /// Who opens portal sessions.
    pub billing: Arc<dyn Billing>,
    /// Who verifies bearer tokens, where they are taken.
    pub tokens: Option<Arc<dyn Tokens>>,
}

/// Something that does not work.
pub(crate) struct Missing {
    pub(crate) part: &'static str,
    /// For those who run the server: it tells about its inside.
    pub(crate) cause: String,
}

impl Needs {
    /// What does not work now.
    pub(crate) async fn missing(&self) -> Vec<Missing> {
        let tokens = async {
            let tokens = self.tokens.as_ref()?;
            missing("tokens", tokens.ping()).await
        };
        let (directory, billing, tokens) = tokio::join!(
            missing("directory", self.directory.ping()),
            missing("billing", self.billing.ping()),
            tokens,
        );
        [directory, billing, tokens].into_iter().flatten().collect()
    }
}

async fn missing<E: std::error::Error>(
    part: &'static str,
    ping: impl Future<Output = Result<(), E>>,
) -> Option<Missing> {
    let cause = match tokio::time::timeout(PATIENCE, ping).await {
        Ok(Ok(())) => return None,
        Ok(Err(error)) => crate::telemetry::chain(&error),
        Err(_) => format!("no answer within {} s", PATIENCE.as_secs()),
    };
    tracing::warn!(part, cause, "{part} is not ready");
    Some(Missing { part, cause })
}

/// `GET /healthz`: the process is alive, whatever else is not.
pub(crate) async fn alive() -> Response {
    fine("{\"status\":\"alive\"}")
}

/// `GET /readyz`: requests can be answered; 503 names what is not ready.
pub(crate) async fn ready(State(needs): State<Needs>) -> Response {
    let missing = needs.missing().await;
    let parts: Vec<_> = missing.iter().map(|missing| missing.part).collect();
    readiness(&parts.join(", "))
}

/// `missing` names what is not ready; empty when all is.
pub(crate) fn readiness(missing: &str) -> Response {
    if missing.is_empty() {
        return fine("{\"status\":\"ready\"}");
    }
    let message = format!("Not ready: {missing}");
    let mut response = accounts::error_response(StatusCode::SERVICE_UNAVAILABLE, &message);
    response
        .headers_mut()
        .insert(RETRY_AFTER, RETRY_AFTER_SECONDS);
    response
}

fn fine(body: &'static str) -> Response {
    ([(CONTENT_TYPE, "application/json")], body).into_response()
}
