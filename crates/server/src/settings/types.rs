use std::net::IpAddr;
use std::path::PathBuf;

use accounts::{AllowedOrigin, Identity, InvalidOrigin};
use billing_stripe::SecretKey;
use egress::ApiBase;
use identity::{Algorithm, InvalidAlgorithm, InvalidKeyUrl, KeyUrl};
use ipnet::IpNet;
use tracing_subscriber::filter::Targets;
use url::{Host, Url};

use crate::settings::value::{InvalidValue, Value, list, shown};

/// The billing provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Provider {
    /// The built-in one, with pages on this server.
    Sandbox,
    /// The same, allowed where others can reach it.
    PublicSandbox,
    Stripe,
}

const CHOICES: [(&str, Provider); 3] = [
    ("sandbox", Provider::Sandbox),
    ("public-sandbox", Provider::PublicSandbox),
    ("stripe", Provider::Stripe),
];

impl Value for Provider {
    const FORM: &'static str = "sandbox|public-sandbox|stripe";

    fn read(text: &str) -> Result<Self, InvalidValue> {
        let chosen = CHOICES.iter().find(|(name, _)| *name == text);
        chosen.map(|(_, provider)| *provider).ok_or_else(|| {
            let what = format!("`{text}` is not a billing provider");
            InvalidValue::new(what, "write sandbox, public-sandbox or stripe")
        })
    }

    fn show(&self) -> String {
        let chosen = CHOICES.iter().find(|(_, provider)| provider == self);
        chosen.map_or_else(String::new, |(name, _)| (*name).to_owned())
    }
}

/// The address under which browsers reach this server. A proxy in front has to strip a path in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PublicUrl(pub(crate) Url);

impl PublicUrl {
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

    fn read(text: &str) -> Result<Self, InvalidValue> {
        let invalid =
            |what: String| InvalidValue::new(what, "write it like https://accounts.example.com");
        // The text is not repeated: a URL may hold a password.
        let url = Url::parse(text).map_err(|error| invalid(format!("not a valid URL: {error}")))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(invalid("the URL is neither https nor http".to_owned()));
        }
        let user = !url.username().is_empty() || url.password().is_some();
        if user || url.query().is_some() || url.fragment().is_some() {
            return Err(invalid(
                "the URL has a user, a query or a fragment".to_owned(),
            ));
        }
        Ok(Self(url))
    }

    fn show(&self) -> String {
        self.0.to_string()
    }
}

/// The origins that `returnUrl` may have; none for any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origins(pub(crate) Vec<AllowedOrigin>);

impl Value for Origins {
    const FORM: &'static str = "ORIGIN,...";

    fn read(text: &str) -> Result<Self, InvalidValue> {
        let parse = |origin: &str| {
            origin.parse().map_err(|error: InvalidOrigin| {
                InvalidValue::new(
                    format!("`{origin}` is {error}"),
                    "write origins with commas between: https://app.example.com,https://*.example.com",
                )
            })
        };
        list(text, parse).map(Self)
    }

    fn show(&self) -> String {
        shown(&self.0, "(any)")
    }
}

/// Networks of trusted proxies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Networks(Vec<IpNet>);

impl Networks {
    pub(crate) fn contain(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.contains(&address))
    }
}

impl Value for Networks {
    const FORM: &'static str = "NETWORK,...";

    fn read(text: &str) -> Result<Self, InvalidValue> {
        let parse = |text: &str| {
            let network = text.parse::<IpNet>();
            let network = network.or_else(|_| text.parse::<IpAddr>().map(IpNet::from));
            network.map_err(|_| {
                InvalidValue::new(
                    format!("`{text}` is not a network"),
                    "write networks or addresses with commas between: 10.0.0.0/8,2001:db8::/32,127.0.0.1",
                )
            })
        };
        list(text, parse).map(Self)
    }

    fn show(&self) -> String {
        shown(&self.0, "(none)")
    }
}

/// What is logged: a level, and levels of parts.
#[derive(Clone, Debug)]
pub(crate) struct LogFilter {
    text: String,
    pub(crate) targets: Targets,
}

impl Value for LogFilter {
    const FORM: &'static str = "FILTER";

    fn read(text: &str) -> Result<Self, InvalidValue> {
        const LEVELS: [&str; 6] = ["off", "error", "warn", "info", "debug", "trace"];
        // The parser takes any single word for the name of a part, and would log nothing else.
        let levels_known = text.split(',').all(|directive| {
            let level = directive.rsplit('=').next().unwrap_or_default().trim();
            LEVELS.iter().any(|known| known.eq_ignore_ascii_case(level))
        });
        match text.parse() {
            Ok(targets) if levels_known => Ok(Self {
                text: text.to_owned(),
                targets,
            }),
            _ => Err(InvalidValue::new(
                format!("`{text}` is not a log filter"),
                "write off, error, warn, info, debug or trace, and PART=LEVEL after a comma: info,sqlx=warn",
            )),
        }
    }

    fn show(&self) -> String {
        self.text.clone()
    }
}

/// A text that is compared character by character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ExactString(pub(crate) String);

impl Value for ExactString {
    const FORM: &'static str = "TEXT";

    fn read(text: &str) -> Result<Self, InvalidValue> {
        if text.trim() != text || text.contains(char::is_control) {
            Err(InvalidValue::new(
                "the text starts or ends with a blank, or contains control characters",
                "remove them: it is compared character by character",
            ))
        } else if text.len() > Identity::MAX_PART_BYTES {
            Err(InvalidValue::new(
                format!("the text has {} bytes", text.len()),
                format!("write at most {}", Identity::MAX_PART_BYTES),
            ))
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    fn show(&self) -> String {
        self.0.clone()
    }
}

impl Value for KeyUrl {
    const FORM: &'static str = "URL";

    fn read(text: &str) -> Result<Self, InvalidValue> {
        let remedy = "write it like https://issuer.example.com/jwks.json";
        let url = text.parse();
        url.map_err(|error: InvalidKeyUrl| InvalidValue::new(error, remedy))
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

impl Value for PathBuf {
    const FORM: &'static str = "FILE";

    fn read(text: &str) -> Result<Self, InvalidValue> {
        Ok(text.into())
    }

    fn show(&self) -> String {
        self.display().to_string()
    }
}

/// How tokens may be signed: at least one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Algorithms(pub(crate) Vec<Algorithm>);

impl Value for Algorithms {
    const FORM: &'static str = "ALGORITHM,...";

    fn read(text: &str) -> Result<Self, InvalidValue> {
        let remedy = "write any of ES256, RS256, EdDSA, with commas between";
        let parse = |name: &str| {
            let algorithm = name.trim().parse::<Algorithm>();
            algorithm.map_err(|error: InvalidAlgorithm| {
                InvalidValue::new(format!("`{}` is {error}", name.trim()), remedy)
            })
        };
        let algorithms = text.split(',').map(parse);
        algorithms.collect::<Result<_, _>>().map(Self)
    }

    fn show(&self) -> String {
        shown(&self.0, "")
    }
}

impl Value for SecretKey {
    const FORM: &'static str = "SECRET";
    const SECRET: bool = true;

    fn read(text: &str) -> Result<Self, InvalidValue> {
        text.parse().map_err(|error| {
            InvalidValue::new(
                error,
                "write a key as https://dashboard.stripe.com/apikeys shows it: sk_test_..., sk_live_... or a restricted rk_...",
            )
        })
    }

    fn show(&self) -> String {
        let mode = if self.is_live() { "live" } else { "test" };
        format!("(hidden, {mode} mode)")
    }
}

impl Value for ApiBase {
    const FORM: &'static str = "URL";

    fn read(text: &str) -> Result<Self, InvalidValue> {
        let remedy = "write https:// and a host, without a path, or leave it out";
        text.parse()
            .map_err(|error| InvalidValue::new(error, remedy))
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

/// The id of a portal configuration at Stripe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PortalConfiguration(pub(crate) String);

impl Value for PortalConfiguration {
    const FORM: &'static str = "ID";

    fn read(text: &str) -> Result<Self, InvalidValue> {
        let is_known = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        if text.len() <= 255 && text.bytes().all(is_known) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidValue::new(
                "not the id of a portal configuration",
                "write one such as bpc_1MAhNDIPoWzfYJ8a3Xk4s4gE, or leave it out for the account's default",
            ))
        }
    }

    fn show(&self) -> String {
        self.0.clone()
    }
}

#[cfg(test)]
mod tests;
