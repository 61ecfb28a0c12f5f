use std::str::FromStr;

use reqwest::header::HeaderValue;
use secrecy::{ExposeSecret as _, SecretString};

/// The secret key under which Stripe is called: `sk_test_...`, `sk_live_...`, or a restricted `rk_...`.
///
/// Source: <https://docs.stripe.com/keys>
#[derive(Clone, Debug)]
pub struct SecretKey(SecretString);

/// Why a text is not a secret key. Never repeats the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSecretKey {
    /// A key for browsers.
    #[error("this is a publishable key, which is of no use on a server")]
    Publishable,
    /// Another beginning than that of any secret key.
    #[error("this does not start like a secret key of Stripe")]
    Prefix,
    /// Characters that no key has.
    #[error("the key contains characters that Stripe keys never have")]
    Characters,
}

impl SecretKey {
    /// Whether real money is behind it.
    pub fn is_live(&self) -> bool {
        let key = self.0.expose_secret();
        key.starts_with("sk_live_") || key.starts_with("rk_live_")
    }

    /// The `Authorization` header, marked so that nothing prints it.
    pub(crate) fn authorization(&self) -> HeaderValue {
        let text = format!("Bearer {}", self.0.expose_secret());
        let mut value = HeaderValue::try_from(text).expect("the characters of a key fit a header");
        value.set_sensitive(true);
        value
    }

    /// A text of Stripe's, without the key should it repeat it.
    pub(crate) fn redact(&self, text: &str) -> String {
        text.replace(self.0.expose_secret(), "(the key)")
    }
}

impl FromStr for SecretKey {
    type Err = InvalidSecretKey;

    fn from_str(text: &str) -> Result<Self, InvalidSecretKey> {
        if text.starts_with("pk_") {
            return Err(InvalidSecretKey::Publishable);
        }
        let rest = text.strip_prefix("sk_").or(text.strip_prefix("rk_"));
        if rest.is_none_or(str::is_empty) {
            return Err(InvalidSecretKey::Prefix);
        }
        let known = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
        if !text.bytes().all(known) {
            return Err(InvalidSecretKey::Characters);
        }
        Ok(Self(text.into()))
    }
}

#[cfg(test)]
mod tests;
