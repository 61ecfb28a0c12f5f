use std::fmt;

use crate::secret::random;

const ID_PREFIX: &str = "portal_sess_";

/// Names a session in paths, cookies and logs; opens nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SessionId(String);

impl SessionId {
    pub(crate) fn generate() -> Result<Self, getrandom::Error> {
        Ok(Self(format!("{ID_PREFIX}{}", random::<16>()?)))
    }

    /// The id in a path; `None` when it cannot be one of ours.
    pub(crate) fn received(text: &str) -> Option<Self> {
        let rest = text.strip_prefix(ID_PREFIX)?;
        let base64url = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        (rest.len() == 22 && rest.bytes().all(base64url)).then(|| Self(text.to_owned()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
