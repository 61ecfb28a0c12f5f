use std::fmt;
use std::str::FromStr;

use url::Url;

/// Where the rest of the API is: an origin without path. https, or http on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpstreamOrigin(Url);

/// Why a text is not an upstream. Never repeats the text, which may hold a password.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidOrigin {
    /// Not a URL at all.
    #[error("not a valid URL: {0}")]
    NoUrl(#[from] url::ParseError),
    /// Credentials of callers would cross the network in clear.
    #[error("the URL is not https; http is for loopback only")]
    InClear,
    /// More than scheme, host and port: paths are passed on as they are.
    #[error("the URL has a user, a path, a query or a fragment")]
    MoreThanOrigin,
}

impl UpstreamOrigin {
    /// Whether a URL leads to the same server, as far as their texts say.
    pub fn is_origin_of(&self, url: &Url) -> bool {
        self.0.origin() == url.origin()
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

    /// Whether it is on this machine.
    pub fn is_this_machine(&self) -> bool {
        match self.0.host() {
            Some(url::Host::Domain(name)) => name == "localhost",
            Some(url::Host::Ipv4(address)) => address.is_loopback(),
            Some(url::Host::Ipv6(address)) => address.to_canonical().is_loopback(),
            None => false,
        }
    }
}

impl fmt::Display for UpstreamOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

impl FromStr for UpstreamOrigin {
    type Err = InvalidOrigin;

    fn from_str(text: &str) -> Result<Self, InvalidOrigin> {
        let url = Url::parse(text)?;
        if !egress::is_protected(&url) {
            return Err(InvalidOrigin::InClear);
        }
        let user = !url.username().is_empty() || url.password().is_some();
        if user || url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            return Err(InvalidOrigin::MoreThanOrigin);
        }
        Ok(Self(url))
    }
}

#[cfg(test)]
mod tests;
