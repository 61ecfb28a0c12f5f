use std::str::FromStr;

use secrecy::SecretString;

/// The secret of a Privy app. It does not print itself.
#[derive(Clone, Debug)]
pub struct AppSecret(pub(crate) SecretString);

/// Not the secret of an app. It is not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the secret has blanks or other characters that no app secret has")]
pub struct InvalidAppSecret;

impl FromStr for AppSecret {
    type Err = InvalidAppSecret;

    fn from_str(text: &str) -> Result<Self, InvalidAppSecret> {
        let is_visible = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        match is_visible {
            true => Ok(Self(text.into())),
            false => Err(InvalidAppSecret),
        }
    }
}

#[cfg(test)]
mod tests;
