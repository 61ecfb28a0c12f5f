use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use axum::response::Response;

use crate::authenticate_error::AuthenticateError;
use crate::billing::BillingError;
use crate::error_response::{
    EXACTLY_ONE, RETURN_URL_REFUSED, TOO_MANY_REQUESTS, UNAUTHORIZED, error_response, retry_after,
    unauthorized,
};

/// When to try again where nothing says so: soon, as most outages are short.
const RETRY_AFTER: Duration = Duration::from_secs(1);

/// Why an operation has no documented response.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// More than one credential.
    #[error("the request carries several credentials")]
    SeveralCredentials,
    /// Credentials that are not valid, or could not be looked up.
    #[error(transparent)]
    Authenticate(#[from] AuthenticateError),
    /// The account makes too many requests; there may be another after this time.
    #[error("too many requests from the account")]
    TooManyRequests(Duration),
    /// The billing provider opened no session.
    #[error(transparent)]
    Billing(#[from] BillingError),
}

/// The internal cause of a response: a response extension for the log layer, never part of a body.
#[derive(Clone, Debug)]
pub struct Cause(pub Arc<dyn std::error::Error + Send + Sync>);

impl ServiceError {
    /// What traces call it.
    pub(crate) fn label(&self) -> &'static str {
        match self {
            Self::SeveralCredentials => "refused",
            Self::Authenticate(error) => error.label(),
            Self::TooManyRequests(_) => "rate_limited",
            Self::Billing(error) => error.label(),
        }
    }

    /// The response for the caller: fixed text, with the cause as an extension where it is our fault.
    pub(crate) fn render(self) -> Response {
        let mut response = match &self {
            Self::SeveralCredentials => return unauthorized(EXACTLY_ONE),
            Self::Authenticate(AuthenticateError::Refused(_)) => {
                return unauthorized(UNAUTHORIZED);
            }
            Self::Authenticate(AuthenticateError::TooManyFailures { retry_after }) => {
                let message = "Too many failed credentials from this address; try again later";
                return too_many(message, *retry_after);
            }
            Self::TooManyRequests(wait) => return too_many(TOO_MANY_REQUESTS, *wait),
            // Handled where it happens, because it is a documented response.
            Self::Billing(BillingError::ReturnUrlRefused) => {
                return error_response(StatusCode::BAD_REQUEST, RETURN_URL_REFUSED);
            }
            Self::Authenticate(AuthenticateError::Directory(_) | AuthenticateError::Tokens(_)) => {
                unavailable(None)
            }
            Self::Authenticate(AuthenticateError::Emails(emails)) => {
                unavailable(emails.retry_after)
            }
            Self::Billing(BillingError::Unavailable { retry_after, .. }) => {
                unavailable(*retry_after)
            }
            Self::Billing(BillingError::InvalidResponse(_)) => error_response(
                StatusCode::BAD_GATEWAY,
                "The billing provider gave no usable answer",
            ),
            Self::Billing(BillingError::DeadlineExceeded) => error_response(
                StatusCode::GATEWAY_TIMEOUT,
                "The billing provider did not answer in time",
            ),
        };
        response.extensions_mut().insert(Cause(Arc::new(self)));
        response
    }
}

fn too_many(message: &str, wait: Duration) -> Response {
    retry_after(error_response(StatusCode::TOO_MANY_REQUESTS, message), wait)
}

fn unavailable(wait: Option<Duration>) -> Response {
    let message = "The service is temporarily unavailable";
    let response = error_response(StatusCode::SERVICE_UNAVAILABLE, message);
    retry_after(response, wait.unwrap_or(RETRY_AFTER))
}
