use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::security::Secret;

impl Secret<'_> {
    /// User and password of HTTP basic (RFC 7617); `None` for what is none.
    pub fn basic(&self) -> Option<(String, String)> {
        let bytes = STANDARD.decode(self.expose()).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let (user, password) = text.split_once(':')?;
        Some((user.to_owned(), password.to_owned()))
    }
}
