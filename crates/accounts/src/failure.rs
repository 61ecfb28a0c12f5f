use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use axum::response::Response;

use crate::authenticator::Unidentified;
use crate::billing::BillingError;
use crate::error_response::{
    EXACTLY_ONE, NO_SUBSCRIPTION, RETURN_URL_REFUSED, TOO_MANY_REQUESTS, UNAUTHORIZED,
    error_response, retry_after, unauthorized,
};

/// When to try again where nobody told: short, as most outages are.
const RETRY_AFTER: Duration = Duration::from_secs(1);

/// Why an operation has no documented answer.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// More than one credential.
    #[error("the request carries several credentials")]
    SeveralCredentials,
    /// Credentials that open no account, or could not be looked up.
    #[error(transparent)]
    Unidentified(#[from] Unidentified),
    /// The account makes too many requests; there may be another after this time.
    #[error("too many requests of the account")]
    TooManyRequests(Duration),
    /// The billing provider opened no session.
    #[error(transparent)]
    Billing(BillingError),
}

/// The internal cause of an answer: a response extension for the log layer, never part of a body.
#[derive(Clone, Debug)]
pub struct Cause(pub Arc<dyn std::error::Error + Send + Sync>);

impl Failure {
    /// What traces call it.
    pub(crate) fn label(&self) -> &'static str {
        match self {
            Self::SeveralCredentials | Self::Unidentified(Unidentified::Unknown) => "refused",
            Self::Unidentified(Unidentified::Directory(_) | Unidentified::Tokens(_)) => {
                "unavailable"
            }
            Self::TooManyRequests(_) => "rate_limited",
            Self::Unidentified(Unidentified::TooManyFailures { .. }) => "rate_limited",
            Self::Billing(error) => error.label(),
        }
    }

    /// The answer for the caller: fixed text, with the cause as an extension where it is our fault.
    pub(crate) fn render(self) -> Response {
        let mut response = match &self {
            Self::SeveralCredentials => return unauthorized(EXACTLY_ONE),
            Self::Unidentified(Unidentified::Unknown) => return unauthorized(UNAUTHORIZED),
            Self::Unidentified(Unidentified::TooManyFailures { retry_after: after }) => {
                let message = "Too many failed credentials from this address; try again later";
                return retry_after(
                    error_response(StatusCode::TOO_MANY_REQUESTS, message),
                    *after,
                );
            }
            Self::Unidentified(Unidentified::Directory(_) | Unidentified::Tokens(_)) => {
                unavailable(None)
            }
            // The caller's doing, and nothing for the log of failures.
            Self::TooManyRequests(wait) => {
                let status = StatusCode::TOO_MANY_REQUESTS;
                return retry_after(error_response(status, TOO_MANY_REQUESTS), *wait);
            }
            Self::Billing(error) => match error {
                BillingError::Unavailable { retry_after, .. } => unavailable(*retry_after),
                BillingError::BadAnswer(_) => error_response(
                    StatusCode::BAD_GATEWAY,
                    "The billing provider gave no usable answer",
                ),
                BillingError::DeadlineExceeded => error_response(
                    StatusCode::GATEWAY_TIMEOUT,
                    "The billing provider did not answer in time",
                ),
                // No failures of ours, and answered where they happen: documented answers.
                BillingError::NoActiveSubscription => {
                    return error_response(StatusCode::BAD_REQUEST, NO_SUBSCRIPTION);
                }
                BillingError::ReturnUrlRefused => {
                    return error_response(StatusCode::BAD_REQUEST, RETURN_URL_REFUSED);
                }
            },
        };
        response.extensions_mut().insert(Cause(Arc::new(self)));
        response
    }
}

fn unavailable(after: Option<Duration>) -> Response {
    retry_after(
        error_response(
            StatusCode::SERVICE_UNAVAILABLE,
            "The service is temporarily unavailable",
        ),
        after.unwrap_or(RETRY_AFTER),
    )
}
