use std::sync::Arc;
use std::time::Duration;

use accounts::{BillingError, CustomerId, DirectoryError};

use crate::call::Endpoint;
use crate::call_error::{CallError, CallFailure, InvalidResponse};
use crate::error_response::ErrorResponse;
use crate::search_queue;

/// Why no session was opened. Cloned for each of the requests that waited for the same look-up.
#[derive(Clone, Debug, thiserror::Error)]
pub(crate) enum PortalError {
    #[error("as many requests wait for Stripe as may")]
    Overloaded,
    #[error("the time for the request is spent")]
    Timeout,
    #[error("Stripe does not accept the return URL")]
    ReturnUrl,
    #[error(
        "Stripe does not know {0}, the customer that the account was linked to manually: is the secret key that of the right Stripe \
         account? If it is, link another customer, or unlink this one: accounts-server billing"
    )]
    UnknownLink(CustomerId),
    #[error("each customer that Stripe finds for the account is unknown to it")]
    AllUnknown,
    #[error(transparent)]
    Call(#[from] Arc<CallError>),
    #[error(transparent)]
    Directory(#[from] Arc<DirectoryError>),
}

impl PortalError {
    pub(crate) fn invalid(endpoint: Endpoint, what: InvalidResponse) -> Self {
        CallError {
            call: endpoint.name(),
            cause: CallFailure::Invalid(what),
        }
        .into()
    }

    /// Whether the time of whoever asked was spent.
    pub(crate) fn is_timeout(&self) -> bool {
        match self {
            Self::Timeout => true,
            Self::Call(error) => matches!(error.cause, CallFailure::Timeout),
            _ => false,
        }
    }

    /// Whether Stripe refused the call with a response for which this holds.
    pub(crate) fn is_refusal(&self, holds: impl FnOnce(&ErrorResponse) -> bool) -> bool {
        matches!(self, Self::Call(error) if matches!(&error.cause, CallFailure::Refused(response) if holds(response)))
    }
}

impl From<CallError> for PortalError {
    fn from(error: CallError) -> Self {
        Self::Call(Arc::new(error))
    }
}

impl From<DirectoryError> for PortalError {
    fn from(error: DirectoryError) -> Self {
        Self::Directory(Arc::new(error))
    }
}

impl From<PortalError> for BillingError {
    fn from(error: PortalError) -> Self {
        let retry_after: Option<Duration> = match &error {
            PortalError::ReturnUrl => return Self::ReturnUrlRefused,
            PortalError::Timeout => return Self::DeadlineExceeded,
            PortalError::Call(call) => match &call.cause {
                CallFailure::Timeout => return Self::DeadlineExceeded,
                CallFailure::Invalid(_) => return Self::InvalidResponse(Box::new(error)),
                CallFailure::CircuitOpen(wait) | CallFailure::Paused(wait) => Some(*wait),
                CallFailure::SearchQueueFull => Some(search_queue::RETRY_AFTER),
                // Our own second try was too early already: "at once" is no advice.
                CallFailure::Refused(response) => {
                    response.retry_after.filter(|wait| !wait.is_zero())
                }
                CallFailure::Connection(_) | CallFailure::CutShort => None,
            },
            PortalError::Overloaded
            | PortalError::Directory(_)
            | PortalError::UnknownLink(_)
            | PortalError::AllUnknown => None,
        };
        Self::Unavailable {
            retry_after,
            cause: Box::new(error),
        }
    }
}
