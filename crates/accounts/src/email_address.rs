use std::fmt;
use std::sync::Arc;

/// An e-mail address, as whoever vouches for it writes it. It never gets into a log: it does not print itself.
#[derive(Clone, PartialEq, Eq)]
pub struct EmailAddress(Arc<str>);

impl EmailAddress {
    /// Longest address, in bytes (RFC 5321, section 4.5.3.1.3).
    pub const MAX_BYTES: usize = 254;

    /// `None` for a text that is no address of anybody: empty, too long, or with control characters in it.
    pub fn of(text: &str) -> Option<Self> {
        let fits = (1..=Self::MAX_BYTES).contains(&text.len());
        (fits && !text.contains(char::is_control)).then(|| Self(text.into()))
    }

    /// The address, for whatever compares or stores it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(..)")
    }
}

#[cfg(test)]
mod tests;
