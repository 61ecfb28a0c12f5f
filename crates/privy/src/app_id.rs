use std::fmt;
use std::str::FromStr;

/// The id of a Privy app. Nothing in it needs care in a header, in `Authorization` or in a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppId(String);

impl AppId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AppId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Not the id of an app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an app id has letters, digits, hyphens and underscores only, at most 64")]
pub struct InvalidAppId;

impl FromStr for AppId {
    type Err = InvalidAppId;

    fn from_str(text: &str) -> Result<Self, InvalidAppId> {
        let is_known = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        let is_id = (1..=64).contains(&text.len()) && text.bytes().all(is_known);
        match is_id {
            true => Ok(Self(text.to_owned())),
            false => Err(InvalidAppId),
        }
    }
}

#[cfg(test)]
mod tests;
