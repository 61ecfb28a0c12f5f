use std::time::Duration;

use async_trait::async_trait;
use secrecy::SecretString;

use crate::account::AccountId;
use crate::deadline::Deadline;
use crate::return_url::ReturnUrl;

/// Port: the provider that hosts the pages on which a customer manages the subscription.
#[cfg_attr(test, mockall::automock)]
#[async_trait]
pub trait Billing: Send + Sync {
    /// Opens a portal session for the account's customer; its pages lead back to `return_url`, exactly as received. `None` when the
    /// account has no subscription whose period still runs.
    ///
    /// Implementations MUST return `None` only when the provider said so, never when they could not find out, and MUST return by the
    /// deadline.
    async fn open_portal(
        &self,
        account: AccountId,
        return_url: &ReturnUrl,
        deadline: Deadline,
    ) -> Result<Option<PortalSession>, BillingError>;

    /// Answers when sessions can be opened at all; for readiness probes.
    async fn ping(&self) -> Result<(), BillingError>;
}

/// An open portal session.
#[derive(Debug)]
pub struct PortalSession {
    /// The session's id at the provider; not a secret.
    pub id: String,
    /// Where to send the customer. Whoever has it manages the subscription, hence the secret type.
    pub url: SecretString,
}

/// Why no portal session was opened.
#[derive(Debug, thiserror::Error)]
pub enum BillingError {
    /// The provider does not accept the return URL.
    #[error("the billing provider does not accept the return URL")]
    ReturnUrlRefused,
    /// The provider is down, overloaded, or does not accept our credentials or settings.
    #[error("the billing provider is unavailable")]
    Unavailable {
        /// When to try again, where the provider or a circuit breaker says so.
        retry_after: Option<Duration>,
        /// What went wrong, for the log.
        #[source]
        cause: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The provider's response is invalid.
    #[error("the response of the billing provider is invalid")]
    InvalidResponse(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The deadline of the request has passed.
    #[error("the billing provider did not answer in time")]
    DeadlineExceeded,
}

impl BillingError {
    /// What metrics and traces call it.
    pub(crate) fn label(&self) -> &'static str {
        match self {
            Self::ReturnUrlRefused => "return_url_refused",
            Self::Unavailable { .. } => "unavailable",
            Self::InvalidResponse(_) => "invalid_response",
            Self::DeadlineExceeded => "timeout",
        }
    }
}
