use std::fmt;
use std::str::FromStr;

use url::Url;

/// Where Stripe's API is: an origin without path. https, or http on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiBase(Url);

/// Why a text is not the base of an API. Never repeats the text, which may hold a password.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidApiBase {
    /// Not a URL at all.
    #[error("not a valid URL: {0}")]
    NoUrl(#[from] url::ParseError),
    /// The key would cross the network in clear.
    #[error("the URL is not https; http is for loopback only")]
    InClear,
    /// More than scheme, host and port.
    #[error("the URL has a user, a path, a query or a fragment")]
    MoreThanOrigin,
}

impl ApiBase {
    /// Stripe's own.
    pub const STRIPE: &'static str = "https://api.stripe.com";

    /// Whether this is Stripe itself, and not something that stands in for it.
    pub fn is_stripe(&self) -> bool {
        self.0.as_str().trim_end_matches('/') == Self::STRIPE
    }

    /// The URL of a path, with the query where there is one.
    pub(crate) fn url(&self, path: &str, query: Option<&str>) -> Url {
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
        if !egress::is_protected(&url) {
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
