//! Kinds of credentials.

use crate::call::Call;

/// Credentials that the contract names.
pub(crate) struct Scheme {
    /// The option of the client, which is its name.
    pub(crate) option: &'static str,
    /// The variable of the environment that it is read from.
    pub(crate) variable: &'static str,
    /// Puts a secret into a request.
    pub(crate) apply: fn(&mut Call, &str),
}
