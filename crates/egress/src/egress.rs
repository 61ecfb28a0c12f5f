use std::fmt;

use reqwest::{Client, ClientBuilder, NoProxy, Proxy};
use url::Url;

use crate::invalid_proxy::InvalidProxy;

/// What names the proxy, and who is reached without it. Capitals go first.
const PROXY: [&str; 2] = ["HTTPS_PROXY", "https_proxy"];
const NO_PROXY: [&str; 2] = ["NO_PROXY", "no_proxy"];

/// The way to servers elsewhere. Clones lead the same way.
#[derive(Clone, Default)]
pub struct Egress {
    proxy: Option<Url>,
    except: String,
}

impl Egress {
    /// Straight on.
    pub fn direct() -> Self {
        Self::default()
    }

    /// As the environment says: `HTTPS_PROXY` names a proxy for `https:` URLs, `NO_PROXY` the hosts, domains and networks that are
    /// reached without it. What is not `https:` never leaves this machine, and takes no proxy.
    ///
    /// # Errors
    /// The proxy is not one of HTTP.
    pub fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Result<Self, InvalidProxy> {
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

    /// Where the proxy is, without user and password; `None` where there is none.
    pub fn proxy(&self) -> Option<String> {
        let url = self.proxy.as_ref()?;
        let port = url.port_or_known_default()?;
        Some(format!("{}://{}:{port}", url.scheme(), url.host_str()?))
    }

    /// The beginning of every client: it goes this way, and no other variable changes that.
    ///
    /// # Errors
    /// When there is no HTTP client to be had.
    pub fn client(&self) -> Result<ClientBuilder, reqwest::Error> {
        let builder = Client::builder().no_proxy();
        let Some(url) = &self.proxy else {
            return Ok(builder);
        };
        let proxy = Proxy::https(url.clone())?;
        Ok(builder.proxy(proxy.no_proxy(NoProxy::from_string(&self.except))))
    }
}

/// A proxy's URL; without a scheme it is one of HTTP, as other programs have it.
fn read(text: &str) -> Option<Url> {
    let whole = match text.contains("://") {
        true => text.to_owned(),
        false => format!("http://{text}"),
    };
    let url = Url::parse(&whole).ok()?;
    let is_bare =
        matches!(url.path(), "" | "/") && url.query().is_none() && url.fragment().is_none();
    (matches!(url.scheme(), "http" | "https") && url.has_host() && is_bare).then_some(url)
}

impl fmt::Debug for Egress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Egress")
            .field("proxy", &self.proxy())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn egress(variables: &[(&str, &str)]) -> Result<Egress, InvalidProxy> {
        Egress::of_environment(|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn proxy_of_each_form() {
        for (variables, proxy) in [
            (&[][..], None),
            (
                &[
                    ("HTTP_PROXY", "http://proxy:3128"),
                    ("ALL_PROXY", "http://proxy:3128"),
                ],
                None,
            ),
            (&[("HTTPS_PROXY", " ")], None),
            (
                &[("HTTPS_PROXY", "http://proxy:3128")],
                Some("http://proxy:3128"),
            ),
            (
                &[("https_proxy", "proxy.example.com:3128")],
                Some("http://proxy.example.com:3128"),
            ),
            (
                &[("https_proxy", "http://a:1"), ("HTTPS_PROXY", "https://b/")],
                Some("https://b:443"),
            ),
            (
                &[("HTTPS_PROXY", "http://ann:canary@[::1]:8080")],
                Some("http://[::1]:8080"),
            ),
        ] {
            let egress = egress(variables).expect("a proxy, or none");
            assert_eq!(egress.proxy().as_deref(), proxy, "{variables:?}");
            assert!(!format!("{egress:?}").contains("canary"), "{egress:?}");
            egress
                .client()
                .and_then(ClientBuilder::build)
                .expect("a client");
        }
    }

    #[test]
    fn no_proxy_of_http() {
        for url in [
            "socks5://canary:1080",
            "http://",
            "http://ann:can/ary@host",
            "http://host/canary",
            "http://host?canary",
            "http://host#canary",
            "http://host:port",
            "file:///canary",
        ] {
            for variable in PROXY {
                let error = egress(&[(variable, url)]).expect_err(url).to_string();
                assert!(
                    error.contains(variable) && !error.contains("canary"),
                    "{error}"
                );
            }
        }
    }
}
