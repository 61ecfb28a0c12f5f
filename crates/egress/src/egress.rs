use std::fmt;

use reqwest::{Client, ClientBuilder, NoProxy, Proxy};
use url::Url;

/// The variables that name the proxy, and the hosts that are reached without it. Capitals win.
const PROXY: [&str; 2] = ["HTTPS_PROXY", "https_proxy"];
const NO_PROXY: [&str; 2] = ["NO_PROXY", "no_proxy"];

/// How other servers are reached.
#[derive(Clone, Default)]
pub struct Egress {
    proxy: Option<Url>,
    except: String,
}

impl Egress {
    /// Without a proxy.
    pub fn direct() -> Self {
        Self::default()
    }

    /// `HTTPS_PROXY` names a proxy for `https:` URLs, `NO_PROXY` the hosts, domains and networks that are reached without it. What is
    /// not `https:` never leaves this machine, and uses no proxy.
    ///
    /// # Errors
    /// The proxy is not an HTTP proxy.
    pub fn from_environment(
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, InvalidProxy> {
        let given = |name: &str| variable(name).filter(|value| !value.trim().is_empty());
        let named = PROXY
            .into_iter()
            .find_map(|name| Some((name, given(name)?)));
        let Some((variable, text)) = named else {
            return Ok(Self::direct());
        };
        Ok(Self {
            proxy: Some(read(text.trim()).ok_or(InvalidProxy { variable })?),
            except: NO_PROXY.into_iter().find_map(given).unwrap_or_default(),
        })
    }

    /// The proxy without user and password; `None` where there is none.
    pub fn proxy(&self) -> Option<String> {
        let url = self.proxy.as_ref()?;
        let port = url.port_or_known_default()?;
        Some(format!("{}://{}:{port}", url.scheme(), url.host_str()?))
    }

    /// The proxy's URL, and the hosts that are reached without it.
    pub(crate) fn parts(&self) -> Option<(&Url, &str)> {
        Some((self.proxy.as_ref()?, &self.except))
    }

    /// What every client is built from. No other variable changes its proxy.
    ///
    /// # Errors
    /// The proxy cannot be used.
    pub fn client(&self) -> Result<ClientBuilder, reqwest::Error> {
        let builder = Client::builder().no_proxy();
        let Some(url) = &self.proxy else {
            return Ok(builder);
        };
        let proxy = Proxy::https(url.clone())?;
        Ok(builder.proxy(proxy.no_proxy(NoProxy::from_string(&self.except))))
    }
}

/// A proxy's URL; without a scheme it is http, as in other programs.
fn read(text: &str) -> Option<Url> {
    let url = match text.contains("://") {
        true => text.to_owned(),
        false => format!("http://{text}"),
    };
    let url = Url::parse(&url).ok()?;
    let is_bare =
        matches!(url.path(), "" | "/") && url.query().is_none() && url.fragment().is_none();
    (matches!(url.scheme(), "http" | "https") && url.has_host() && is_bare).then_some(url)
}

/// The proxy cannot be used. Its URL is not repeated: it may contain a password.
#[derive(Debug, thiserror::Error)]
#[error(
    "{variable} is not a valid proxy URL: write http://HOST:PORT, or http://USER:PASSWORD@HOST:PORT with special characters percent-encoded"
)]
pub struct InvalidProxy {
    variable: &'static str,
}

impl fmt::Debug for Egress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Egress")
            .field("proxy", &self.proxy())
            .finish()
    }
}

#[cfg(test)]
mod tests;
