use std::fmt;
use std::str::FromStr;

use url::Url;

/// Where keys may be fetched: https, or http on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyUrl(Url);

impl KeyUrl {
    /// The URL itself.
    pub fn as_url(&self) -> &Url {
        &self.0
    }

    /// Whether what is fetched cannot be changed on the way.
    pub(crate) fn is_https(&self) -> bool {
        self.0.scheme() == "https"
    }
}

impl fmt::Display for KeyUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Not a URL to fetch keys from. It is not repeated: a URL may hold a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidKeyUrl {
    /// The parser's words.
    #[error("not a valid URL: {0}")]
    NotUrl(url::ParseError),
    /// Anybody on the way could put in keys.
    #[error("the URL is not https (http is for localhost, 127.0.0.0/8 and [::1] only)")]
    InClear,
    /// What has no business there.
    #[error("the URL has a user or a fragment")]
    UserOrFragment,
}

impl FromStr for KeyUrl {
    type Err = InvalidKeyUrl;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = Url::parse(text).map_err(InvalidKeyUrl::NotUrl)?;
        if !egress::is_protected(&url) {
            return Err(InvalidKeyUrl::InClear);
        }
        let user = !url.username().is_empty() || url.password().is_some();
        if user || url.fragment().is_some() {
            return Err(InvalidKeyUrl::UserOrFragment);
        }
        Ok(Self(url))
    }
}
