use std::sync::Arc;

use jiff::Timestamp;

use crate::account::AccountId;
use crate::authenticate_error::AuthenticateError;
use crate::directory::Expiry;
use crate::key::KeyId;
use crate::refusal_cause::RefusalCause;

/// The account that a credential authenticates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// The account.
    pub account: AccountId,
    /// What the credential is called in the log.
    pub credential: CredentialName,
    /// From when on the credential is refused.
    pub(crate) expiry: Expiry,
}

/// What a credential is called where it must not be shown itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CredentialName {
    /// An API key, by its id.
    Key(KeyId),
    /// A bearer token, by its issuer.
    Issuer(Arc<str>),
}

impl Resolved {
    /// Checked at each use, because entries of a cache outlive their credentials.
    pub(crate) fn unless_expired(self) -> Result<Self, AuthenticateError> {
        match self.expiry {
            // Most keys: no need to read the clock.
            Expiry::Never => Ok(self),
            expiry if expiry.has_passed(Timestamp::now()) => {
                Err(AuthenticateError::Refused(RefusalCause::Expired))
            }
            _ => Ok(self),
        }
    }
}
