use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use crate::identity::TokenError;

/// Why the address of a user is not known.
#[derive(Debug, thiserror::Error)]
pub enum EmailError {
    /// The identity token is not good, or could not be verified.
    #[error(transparent)]
    IdentityToken(#[from] TokenError),
    /// It could not be looked up.
    #[error(transparent)]
    Unavailable(#[from] EmailUnavailable),
}

/// The address could not be looked up. Clones share the cause.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the user's e-mail address cannot be looked up")]
pub struct EmailUnavailable {
    /// Why not; never with an address in it.
    #[source]
    pub cause: Arc<dyn Error + Send + Sync>,
    /// When to ask again, where that is known.
    pub retry_after: Option<Duration>,
}
