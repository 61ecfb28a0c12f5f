use jiff::Timestamp;

use crate::account::AccountId;
use crate::authenticate_error::AuthenticateError;
use crate::directory::Expiry;

/// The account that a credential authenticates.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Resolved {
    pub(crate) account: AccountId,
    pub(crate) expiry: Expiry,
}

impl Resolved {
    /// Checked at each use, because entries of a cache outlive their credentials.
    pub(crate) fn unless_expired(self) -> Result<Self, AuthenticateError> {
        match self.expiry {
            // Most keys: no need to read the clock.
            Expiry::Never => Ok(self),
            expiry if expiry.has_passed(Timestamp::now()) => Err(AuthenticateError::Refused),
            _ => Ok(self),
        }
    }
}
