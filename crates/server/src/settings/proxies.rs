use std::net::IpAddr;

use ipnet::IpNet;

use crate::settings::value::{Unfit, Value, one_of, whole_number};

/// Networks whose word is taken for where a request comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Networks(Vec<IpNet>);

impl Networks {
    /// Whether an address is in any of them.
    pub fn contain(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.contains(&address))
    }
}

impl Value for Networks {
    const FORM: &'static str = "NETWORK,...";

    fn read(text: &str) -> Result<Self, Unfit> {
        let networks = text.split(',').map(str::trim);
        let networks = networks.filter(|network| !network.is_empty());
        let parse = |text: &str| {
            let network = text.parse::<IpNet>();
            let network = network.or_else(|_| text.parse::<IpAddr>().map(IpNet::from));
            network.map_err(|_| {
                Unfit::new(
                    format!("`{text}` is not a network"),
                    "write networks or addresses with commas between: 10.0.0.0/8,2001:db8::/32,127.0.0.1",
                )
            })
        };
        networks.map(parse).collect::<Result<_, _>>().map(Self)
    }

    fn show(&self) -> String {
        let networks: Vec<_> = self.0.iter().map(ToString::to_string).collect();
        match networks.as_slice() {
            [] => "(none)".to_owned(),
            networks => networks.join(","),
        }
    }
}

/// The header in which trusted proxies say where a request comes from. One, because a proxy that writes the one hands on what a caller
/// wrote into the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForwardedHeader {
    /// `X-Forwarded-For`: what most proxies write.
    XForwardedFor,
    /// `Forwarded` (RFC 7239).
    Forwarded,
}

const HEADERS: [(&str, ForwardedHeader); 2] = [
    ("x-forwarded-for", ForwardedHeader::XForwardedFor),
    ("forwarded", ForwardedHeader::Forwarded),
];

impl Value for ForwardedHeader {
    const FORM: &'static str = "x-forwarded-for|forwarded";

    fn read(text: &str) -> Result<Self, Unfit> {
        one_of(&text.to_ascii_lowercase(), &HEADERS)
    }

    fn show(&self) -> String {
        let shown = HEADERS.iter().find(|(_, header)| header == self);
        shown.map_or_else(String::new, |(name, _)| (*name).to_owned())
    }
}

/// How many credentials of one address may fail in a minute; 0 for any number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FailuresPerMinute(pub(crate) u32);

impl Value for FailuresPerMinute {
    const FORM: &'static str = "NUMBER";

    fn read(text: &str) -> Result<Self, Unfit> {
        let number = whole_number(text, 0..=1_000_000)?;
        Ok(Self(u32::try_from(number).unwrap_or(u32::MAX)))
    }

    fn show(&self) -> String {
        self.0.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_of_both_families() {
        let networks = Networks::read("10.0.0.0/8, 127.0.0.1,2001:db8::/32").expect("networks");
        for (address, inside) in [
            ("10.1.2.3", true),
            ("::ffff:10.1.2.3", true),
            ("11.0.0.0", false),
            ("127.0.0.1", true),
            ("127.0.0.2", false),
            ("2001:db8::1", true),
            ("2001:db9::1", false),
        ] {
            let address = address.parse().expect("an address");
            assert_eq!(networks.contain(address), inside, "{address}");
        }
        assert_eq!(networks.show(), "10.0.0.0/8,127.0.0.1/32,2001:db8::/32");
        assert_eq!(Networks::read("").expect("none").show(), "(none)");
        for text in ["10.0.0.0/33", "proxy.example.com", "10.0.0.0-10.0.0.9"] {
            assert!(Networks::read(text).is_err(), "{text}");
        }
    }
}
