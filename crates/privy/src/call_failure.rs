use std::time::Duration;

use accounts::EmailUnavailable;
use reqwest::StatusCode;

use crate::linked_accounts::InvalidAddress;

/// Largest body that is read, in bytes. A user has some thousands.
pub(crate) const MAX_BODY_BYTES: usize = 256 * 1024;

/// Why Privy did not say what the address of a user is. Nothing that it sent is repeated.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CallFailure {
    #[error(
        "Privy is not asked, because the calls before failed; the next is let through in {0:.1?}"
    )]
    CircuitOpen(Duration),
    #[error("Privy is not asked, because it had too many requests; the next is made in {0:.1?}")]
    Paused(Duration),
    #[error("Privy did not answer in time")]
    Timeout,
    #[error("the connection to Privy failed")]
    Connection(#[source] reqwest::Error),
    #[error("Privy has too many requests; the next is made in {0:.1?}")]
    RateLimited(Duration),
    #[error("Privy refuses the id or the secret of the app ({0})")]
    Credentials(StatusCode),
    #[error("Privy answered {status}")]
    Status {
        status: StatusCode,
        /// How long it is not asked, where it says so.
        pause: Option<Duration>,
    },
    #[error("Privy's answer is a redirect ({0}), which is not followed")]
    Redirect(StatusCode),
    #[error("Privy's answer is larger than {MAX_BODY_BYTES} bytes")]
    TooLarge,
    /// Line and column start at 1.
    #[error("Privy's answer is not a user (line {line}, column {column})")]
    Form { line: usize, column: usize },
    #[error("Privy's answer is another user than the one that was asked for")]
    OtherUser,
    #[error("Privy's answer is not usable")]
    Address(#[from] InvalidAddress),
}

impl CallFailure {
    /// What the metrics call it.
    pub(crate) fn label(&self) -> &'static str {
        match self {
            Self::CircuitOpen(_) => "circuit_open",
            Self::Paused(_) => "paused",
            Self::Timeout => "timeout",
            Self::Connection(_) => "connection_error",
            Self::RateLimited(_) => "rate_limited",
            Self::Credentials(_) => "refused",
            Self::Status { .. } => "failed",
            Self::Redirect(_)
            | Self::TooLarge
            | Self::Form { .. }
            | Self::OtherUser
            | Self::Address(_) => "invalid_response",
        }
    }

    /// Whether Privy is there, and answers something odd that may be about this user alone.
    pub(crate) fn may_concern_one_user(&self) -> bool {
        match self {
            Self::TooLarge | Self::Form { .. } | Self::OtherUser | Self::Address(_) => true,
            Self::Status { status, .. } => {
                status.is_client_error() && *status != StatusCode::REQUEST_TIMEOUT
            }
            Self::CircuitOpen(_)
            | Self::Paused(_)
            | Self::Timeout
            | Self::Connection(_)
            | Self::RateLimited(_)
            | Self::Credentials(_)
            | Self::Redirect(_) => false,
        }
    }

    /// When to ask again, where that is known.
    fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::CircuitOpen(wait) | Self::Paused(wait) | Self::RateLimited(wait) => Some(*wait),
            Self::Status { pause, .. } => *pause,
            _ => None,
        }
    }
}

impl From<reqwest::Error> for CallFailure {
    /// Leaves the URL out: it names the user.
    fn from(error: reqwest::Error) -> Self {
        Self::Connection(error.without_url())
    }
}

impl From<CallFailure> for EmailUnavailable {
    fn from(failure: CallFailure) -> Self {
        Self {
            retry_after: failure.retry_after(),
            cause: std::sync::Arc::new(failure),
        }
    }
}
