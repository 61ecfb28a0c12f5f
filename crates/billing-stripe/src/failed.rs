use std::sync::Arc;
use std::time::Duration;

use accounts::{BillingError, CustomerId, DirectoryError};

use crate::call::Endpoint;
use crate::call_error::{CallError, Nonsense, Why};
use crate::turns;

/// Why no session was opened. Cloned for each of the requests that waited for the same answer.
#[derive(Clone, Debug, thiserror::Error)]
pub(crate) enum Failed {
    #[error("the account has no live subscription")]
    NoSubscription,
    #[error("as many requests wait for Stripe as may")]
    Overloaded,
    #[error("the time for the request is spent")]
    Late,
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

impl Failed {
    pub(crate) fn nonsense(endpoint: Endpoint, what: Nonsense) -> Self {
        let (call, why) = (endpoint.name(), Why::Nonsense(what));
        Self::Call(Arc::new(CallError { call, why }))
    }

    /// Whether the time was spent: that of whoever asked.
    pub(crate) fn is_late(&self) -> bool {
        match self {
            Self::Late => true,
            Self::Call(error) => matches!(error.why, Why::Late),
            _ => false,
        }
    }

    /// Whether Stripe does not take the return URL.
    pub(crate) fn is_about_return_url(&self) -> bool {
        matches!(self, Self::Call(error) if matches!(&error.why, Why::Refused(refusal) if refusal.is_about_return_url()))
    }

    /// Whether Stripe does not know the customer.
    pub(crate) fn is_unknown_customer(&self) -> bool {
        matches!(self, Self::Call(error) if matches!(&error.why, Why::Refused(refusal) if refusal.is_unknown_customer()))
    }

    /// Whether Stripe does not take such a request at all.
    pub(crate) fn is_bad_request(&self) -> bool {
        matches!(self, Self::Call(error) if matches!(&error.why, Why::Refused(refusal) if refusal.is_bad_request()))
    }
}

impl From<CallError> for Failed {
    fn from(error: CallError) -> Self {
        Self::Call(Arc::new(error))
    }
}

impl From<DirectoryError> for Failed {
    fn from(error: DirectoryError) -> Self {
        Self::Directory(Arc::new(error))
    }
}

impl From<Failed> for BillingError {
    fn from(failed: Failed) -> Self {
        let unavailable = |retry_after: Option<Duration>, cause: Failed| Self::Unavailable {
            retry_after,
            cause: Box::new(cause),
        };
        match &failed {
            Failed::NoSubscription => Self::NoActiveSubscription,
            Failed::ReturnUrl => Self::ReturnUrlRefused,
            Failed::Late => Self::DeadlineExceeded,
            Failed::Overloaded
            | Failed::Directory(_)
            | Failed::UnknownLink(_)
            | Failed::AllUnknown => unavailable(None, failed),
            Failed::Call(error) => match &error.why {
                Why::Late => Self::DeadlineExceeded,
                Why::Nonsense(_) => Self::BadAnswer(Box::new(failed)),
                Why::Resting(wait) | Why::Paused(wait) => unavailable(Some(*wait), failed.clone()),
                Why::NoTurn => unavailable(Some(turns::RETRY_AFTER), failed),
                // Our own second try was too early already: "at once" is no advice.
                Why::Refused(refusal) => unavailable(
                    refusal.retry_after.filter(|wait| !wait.is_zero()),
                    failed.clone(),
                ),
                Why::Lost(_) => unavailable(None, failed),
            },
        }
    }
}
