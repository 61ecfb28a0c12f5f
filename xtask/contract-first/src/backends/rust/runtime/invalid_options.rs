//! Options that cannot be.

use std::fmt;

/// Options that no client can be made with: why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidOptions(String);

impl InvalidOptions {
    pub(crate) fn new(why: String) -> Self {
        Self(why)
    }
}

impl fmt::Display for InvalidOptions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "invalid options: {}", self.0)
    }
}

impl std::error::Error for InvalidOptions {}
