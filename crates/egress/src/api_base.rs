use std::fmt;
use std::str::FromStr;

use url::{Host, Url};

use crate::protected::{is_protected, is_this_machine};

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

    /// `http` or `https`.
    pub fn scheme(&self) -> &str {
        self.0.scheme()
    }

    /// Host and port; the port only where it is not the usual one.
    pub fn authority(&self) -> &str {
        self.0.authority()
    }

    /// The port that is connected to.
    pub fn port(&self) -> u16 {
        self.0.port_or_known_default().unwrap_or_default()
    }

    /// Whether a URL leads to the same server, as far as their texts say.
    pub fn is_origin_of(&self, url: &Url) -> bool {
        self.0.origin() == url.origin()
    }

    /// Whether it is on this machine, an IPv4 address in the form of an IPv6 one included.
    pub fn is_this_machine(&self) -> bool {
        match self.0.host() {
            Some(Host::Ipv6(address)) => address.to_canonical().is_loopback(),
            _ => is_this_machine(&self.0),
        }
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
