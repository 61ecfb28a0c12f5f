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
pub(crate) struct Needs {
    pub(crate) directory: Arc<dyn Directory>,
    pub(crate) billing: Arc<dyn Billing>,
    pub(crate) tokens: Option<Arc<dyn Tokens>>,
}

/// `GET /healthz`: the process is alive, whatever else is not.
pub(crate) async fn alive() -> Response {
    fine("{\"status\":\"alive\"}")
}

/// `GET /readyz`: requests can be answered; 503 names what is not ready.
pub(crate) async fn ready(State(needs): State<Needs>) -> Response {
    let tokens = async {
        match &needs.tokens {
            Some(tokens) => answers("tokens", tokens.ping()).await,
            None => true,
        }
    };
    let (directory, billing, tokens) = tokio::join!(
        answers("directory", needs.directory.ping()),
        answers("billing", needs.billing.ping()),
        tokens,
    );
    let parts = [
        ("directory", directory),
        ("billing", billing),
        ("tokens", tokens),
    ];
    let missing: Vec<_> = parts
        .into_iter()
        .filter_map(|(name, ready)| (!ready).then_some(name))
        .collect();
    if missing.is_empty() {
        return fine("{\"status\":\"ready\"}");
    }
    let message = format!("Not ready: {}", missing.join(", "));
    let mut response = accounts::error_response(StatusCode::SERVICE_UNAVAILABLE, &message);
    response
        .headers_mut()
        .insert(RETRY_AFTER, RETRY_AFTER_SECONDS);
    response
}

async fn answers<E: std::error::Error>(
    name: &str,
    ping: impl Future<Output = Result<(), E>>,
) -> bool {
    match tokio::time::timeout(PATIENCE, ping).await {
        Ok(Ok(())) => true,
        Ok(Err(error)) => {
            let cause = crate::telemetry::chain(&error);
            tracing::warn!(part = name, cause, "{name} is not ready");
            false
        }
        Err(_) => {
            tracing::warn!(part = name, "{name} is not ready: no answer in time");
            false
        }
    }
}

fn fine(body: &'static str) -> Response {
    ([(CONTENT_TYPE, "application/json")], body).into_response()
}
