use std::sync::Arc;
use std::time::Duration;

use accounts::{BillingError, CustomerId, DirectoryError};

use crate::call_error::{CallError, Nonsense, Why};

/// Why no session was opened. Cloned for each of the requests that waited for the same answer.
#[derive(Clone, Debug, thiserror::Error)]
pub(crate) enum Failed {
    #[error("the account has no live subscription")]
    NoSubscription,
    #[error("as many requests wait for Stripe as may")]
    Overloaded,
    #[error("the time for the request is spent")]
    Late,
    #[error(transparent)]
    Call(#[from] Arc<CallError>),
    #[error(transparent)]
    Directory(#[from] Arc<DirectoryError>),
}

impl Failed {
    pub(crate) fn nonsense(call: &'static str, what: Nonsense) -> Self {
        let why = Why::Nonsense(what);
        Self::Call(Arc::new(CallError { call, why }))
    }

    /// Reads the id of a customer out of an answer.
    pub(crate) fn customer(call: &'static str, text: &str) -> Result<CustomerId, Self> {
        text.parse()
            .map_err(|_| Self::nonsense(call, Nonsense::CustomerId))
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
            Failed::Late => Self::DeadlineExceeded,
            Failed::Overloaded | Failed::Directory(_) => unavailable(None, failed),
            Failed::Call(error) => match &error.why {
                Why::Late => Self::DeadlineExceeded,
                Why::Nonsense(_) => Self::BadAnswer(Box::new(failed)),
                Why::Resting(wait) => unavailable(Some(*wait), failed.clone()),
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
