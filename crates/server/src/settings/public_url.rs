use url::{Host, Url};

use crate::settings::value::{Unfit, Value};

/// The address under which browsers reach this server. A path in it is one that a proxy in front takes away again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(Url);

impl PublicUrl {
    /// The URL itself: https or http, no user, query or fragment.
    pub fn as_url(&self) -> &Url {
        &self.0
    }

    /// Whether what is sent there can be read on the way: http to another machine.
    pub(crate) fn is_in_clear(&self) -> bool {
        self.0.scheme() == "http" && !self.is_this_machine()
    }

    /// Whether only browsers on this machine get here by it.
    pub(crate) fn is_this_machine(&self) -> bool {
        match self.0.host() {
            Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.to_canonical().is_loopback(),
            None => false,
        }
    }
}

impl Value for PublicUrl {
    const FORM: &'static str = "URL";

    fn read(text: &str) -> Result<Self, Unfit> {
        let unfit = |what| Unfit::new(what, "write it like https://accounts.example.com");
        // The text is not repeated: a URL may hold a password.
        let url = Url::parse(text).map_err(|error| unfit(format!("this is no URL: {error}")))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(unfit("the URL is neither https nor http".to_owned()));
        }
        let user = !url.username().is_empty() || url.password().is_some();
        if user || url.query().is_some() || url.fragment().is_some() {
            return Err(unfit(
                "the URL has a user, a query or a fragment".to_owned(),
            ));
        }
        Ok(Self(url))
    }

    fn show(&self) -> String {
        self.0.to_string()
    }
}
