use std::fmt;
use std::str::FromStr;

use url::{Host, Url};

/// An origin that return URLs may lead to: `https://app.example.com`, or `https://*.example.com` for every host below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllowedOrigin {
    scheme: String,
    /// Any label before the host counts too, the host itself does not.
    below: bool,
    host: String,
    port: u16,
}

impl AllowedOrigin {
    /// Whether the URL is on this origin. The default port counts as written.
    pub(crate) fn matches(&self, url: &Url) -> bool {
        let host = url.host_str().unwrap_or_default();
        let host_fits = if self.below {
            let label = host
                .strip_suffix(&self.host)
                .and_then(|rest| rest.strip_suffix('.'));
            label.is_some_and(|label| !label.is_empty())
        } else {
            host == self.host
        };
        host_fits && url.scheme() == self.scheme && url.port_or_known_default() == Some(self.port)
    }
}

impl fmt::Display for AllowedOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let below = if self.below { "*." } else { "" };
        write!(f, "{}://{below}{}:{}", self.scheme, self.host, self.port)
    }
}

/// Not an origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "not an origin: expected https://HOST, https://HOST:PORT or https://*.HOST, without a path"
)]
pub struct InvalidOrigin;

impl FromStr for AllowedOrigin {
    type Err = InvalidOrigin;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (scheme, rest) = text.split_once("://").ok_or(InvalidOrigin)?;
        let (below, rest) = match rest.strip_prefix("*.") {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        // The parser of browsers passes over tabs and line breaks.
        let stray = |character: char| {
            "/?#@*\\".contains(character) || character.is_whitespace() || character.is_control()
        };
        if !matches!(scheme, "https" | "http") || rest.contains(stray) {
            return Err(InvalidOrigin);
        }
        let url = Url::parse(&format!("{scheme}://{rest}")).map_err(|_| InvalidOrigin)?;
        let host = url.host().ok_or(InvalidOrigin)?;
        if below && !matches!(host, Host::Domain(_)) {
            return Err(InvalidOrigin);
        }
        let host = host.to_string();
        // Wide forms of such characters become them in a host.
        if host.contains(stray) {
            return Err(InvalidOrigin);
        }
        Ok(Self {
            scheme: scheme.to_owned(),
            below,
            host,
            port: url.port_or_known_default().ok_or(InvalidOrigin)?,
        })
    }
}
