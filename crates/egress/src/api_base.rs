use std::fmt;
use std::str::FromStr;

use url::Url;

use crate::protected::is_protected;

/// Where the API of a server elsewhere is: an origin without path. https, or http on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiBase(Url);

/// Why a text is not the base of an API. Never repeats the text, which may hold a password.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidApiBase {
    /// Not a URL at all.
    #[error("not a valid URL: {0}")]
    NoUrl(#[from] url::ParseError),
    /// The credentials would cross the network in clear.
    #[error("the URL is not https; http is for loopback only")]
    InClear,
    /// More than scheme, host and port.
    #[error("the URL has a user, a path, a query or a fragment")]
    MoreThanOrigin,
}

impl ApiBase {
    /// Whether this is an origin, and not something that stands in for it.
    pub fn is(&self, origin: &str) -> bool {
        self.0.as_str().trim_end_matches('/') == origin
    }

    /// The URL of a path, with the query where there is one.
    pub fn url(&self, path: &str, query: Option<&str>) -> Url {
        let mut url = self.0.clone();
        url.set_path(path);
        url.set_query(query);
        url
    }
}

impl fmt::Display for ApiBase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

impl FromStr for ApiBase {
    type Err = InvalidApiBase;

    fn from_str(text: &str) -> Result<Self, InvalidApiBase> {
        let url = Url::parse(text)?;
        if !is_protected(&url) {
            return Err(InvalidApiBase::InClear);
        }
        let user = !url.username().is_empty() || url.password().is_some();
        if user || url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            return Err(InvalidApiBase::MoreThanOrigin);
        }
        Ok(Self(url))
    }
}

#[cfg(test)]
mod tests;
