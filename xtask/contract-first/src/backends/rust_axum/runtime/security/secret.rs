use std::borrow::Cow;
use std::fmt;

/// What a caller proves to be somebody with. Does not print itself.
#[derive(Clone)]
pub struct Secret<'a>(pub(super) Cow<'a, str>);

impl Secret<'_> {
    /// The text as sent.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}
