use std::sync::Arc;
use std::time::Duration;

use crate::directory::DirectoryError;
use crate::email_error::{EmailError, EmailUnavailable};
use crate::identity::TokenError;
use crate::refusal_cause::RefusalCause;

/// Why a credential authenticates no account. Clones share their cause: one failed look-up can answer many requests.
#[derive(Clone, Debug, thiserror::Error)]
pub enum AuthenticateError {
    /// Unknown, expired, revoked, broken, or of a disabled account: one answer for all, so that it gives nothing away.
    #[error("the credentials are not valid")]
    Refused(RefusalCause),
    /// It was not looked up: too many credentials from the same address failed.
    #[error("too many credentials from this address failed")]
    TooManyFailures {
        /// When another one is looked up.
        retry_after: Duration,
    },
    /// The directory could not look.
    #[error(transparent)]
    Directory(Arc<DirectoryError>),
    /// The token could not be verified.
    #[error(transparent)]
    Tokens(Arc<TokenError>),
    /// The e-mail address of the token's user could not be looked up.
    #[error(transparent)]
    Emails(EmailUnavailable),
}

impl AuthenticateError {
    /// What metrics and traces call it.
    pub(crate) fn label(&self) -> &'static str {
        match self {
            Self::Refused(_) => "refused",
            Self::TooManyFailures { .. } => "rate_limited",
            Self::Directory(_) | Self::Tokens(_) | Self::Emails(_) => "unavailable",
        }
    }
}

impl From<DirectoryError> for AuthenticateError {
    fn from(error: DirectoryError) -> Self {
        Self::Directory(Arc::new(error))
    }
}

impl From<TokenError> for AuthenticateError {
    fn from(error: TokenError) -> Self {
        match error {
            // Callers do not learn why; operators may want to know.
            TokenError::Refused(why) => {
                tracing::debug!(%why, "a bearer token is refused");
                Self::Refused(RefusalCause::Invalid)
            }
            unavailable @ TokenError::Unavailable(_) => Self::Tokens(Arc::new(unavailable)),
        }
    }
}

impl From<EmailError> for AuthenticateError {
    fn from(error: EmailError) -> Self {
        match error {
            EmailError::IdentityToken(error) => error.into(),
            EmailError::Unavailable(unavailable) => Self::Emails(unavailable),
        }
    }
}
