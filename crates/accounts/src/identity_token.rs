use std::fmt;
use std::sync::Arc;

/// What a request brings along about its user, beside the credential. By itself it authenticates nobody. It holds personal data, and does
/// not print itself.
#[derive(Clone, PartialEq, Eq)]
pub enum IdentityToken {
    /// A token as it was sent, not verified yet.
    Sent(Arc<str>),
    /// It is there several times, or is not a text.
    Unreadable,
}

impl fmt::Debug for IdentityToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdentityToken(..)")
    }
}
