use std::net::{IpAddr, SocketAddr};

use axum::http::header::FORWARDED;
use axum::http::{HeaderMap, HeaderName};

use crate::settings::{ForwardedHeader, Networks};

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The address that a connection comes from: an extension of each request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Peer(pub(crate) IpAddr);

/// Whose word is taken for where a request comes from.
#[derive(Clone, Debug)]
pub(crate) struct TrustedProxies {
    pub(crate) networks: Networks,
    pub(crate) header: ForwardedHeader,
}

impl TrustedProxies {
    /// Where a request comes from: the last address that no trusted proxy has. What is further from us could be anybody's invention.
    pub(crate) fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer;
        if !self.networks.contain(client) {
            return client;
        }
        let name = match self.header {
            ForwardedHeader::XForwardedFor => &X_FORWARDED_FOR,
            ForwardedHeader::Forwarded => &FORWARDED,
        };
        // The nearest hop comes last (RFC 7239, section 4).
        for value in headers.get_all(name).iter().rev() {
            for hop in value.to_str().unwrap_or("unknown").rsplit(',') {
                let hop = match self.header {
                    ForwardedHeader::XForwardedFor => address(hop),
                    ForwardedHeader::Forwarded => forwarded_for(hop).and_then(address),
                };
                let Some(hop) = hop else {
                    return client;
                };
                client = hop;
                if !self.networks.contain(client) {
                    return client;
                }
            }
        }
        client
    }
}

/// The parameter `for` of a hop. A comma within quotes makes it unreadable, and no address has one.
fn forwarded_for(hop: &str) -> Option<&str> {
    hop.split(';').find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        name.trim().eq_ignore_ascii_case("for").then_some(value)
    })
}

/// An address, with a port or without, in brackets and quotes or without.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim().trim_matches('"');
    let bare = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'));
    let address = bare.unwrap_or(text).parse().ok();
    address.or_else(|| text.parse().ok().map(|address: SocketAddr| address.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;

    fn client(header: &str, peer: &str, values: &[&str]) -> String {
        let environment = [
            ("ACCOUNTS_TRUSTED_PROXIES", "10.0.0.0/8"),
            ("ACCOUNTS_FORWARDED_HEADER", header),
        ];
        let environment = environment.map(|(name, value)| (name.into(), value.into()));
        let (settings, _) = Settings::read(None, Vec::new(), environment).expect("fit settings");
        let proxies = TrustedProxies {
            networks: settings.trusted_proxies,
            header: settings.forwarded_header,
        };
        let mut headers = HeaderMap::new();
        for value in values {
            let name: HeaderName = header.parse().expect("a name");
            headers.append(name, value.parse().expect("a value"));
        }
        let other = match header {
            "forwarded" => X_FORWARDED_FOR,
            _ => FORWARDED,
        };
        headers.append(other, "for=203.0.113.99".parse().expect("a value"));
        proxies
            .client(peer.parse().expect("an address"), &headers)
            .to_string()
    }

    #[test]
    fn address_by_x_forwarded_for() {
        for (peer, values, expected) in [
            ("192.0.2.1", &["203.0.113.1"][..], "192.0.2.1"),
            ("10.0.0.1", &[], "10.0.0.1"),
            ("10.0.0.1", &["203.0.113.1"], "203.0.113.1"),
            ("::ffff:10.0.0.1", &["203.0.113.1"], "203.0.113.1"),
            ("10.0.0.1", &["198.51.100.7, 203.0.113.1"], "203.0.113.1"),
            ("10.0.0.1", &["198.51.100.7", "203.0.113.1"], "203.0.113.1"),
            ("10.0.0.1", &["203.0.113.1, 10.0.0.2"], "203.0.113.1"),
            ("10.0.0.1", &["10.0.0.3,10.0.0.2"], "10.0.0.3"),
            ("10.0.0.1", &["203.0.113.1:4711"], "203.0.113.1"),
            ("10.0.0.1", &["[2001:db8::1]:4711"], "2001:db8::1"),
            ("10.0.0.1", &["2001:db8::1"], "2001:db8::1"),
            ("10.0.0.1", &["203.0.113.1, unknown"], "10.0.0.1"),
            ("10.0.0.1", &["203.0.113.1, nonsense, 10.0.0.2"], "10.0.0.2"),
            ("10.0.0.1", &[""], "10.0.0.1"),
        ] {
            let found = client("x-forwarded-for", peer, values);
            assert_eq!(found, expected, "{peer} {values:?}");
        }
    }

    #[test]
    fn address_by_forwarded() {
        for (values, expected) in [
            (&["for=203.0.113.1"][..], "203.0.113.1"),
            (&["For=\"[2001:db8::1]:4711\";proto=https"], "2001:db8::1"),
            (
                &["for=198.51.100.7, proto=https; for=203.0.113.1;by=10.0.0.1"],
                "203.0.113.1",
            ),
            (&["for=203.0.113.1, for=_hidden"], "10.0.0.1"),
            (&["proto=https"], "10.0.0.1"),
        ] {
            assert_eq!(
                client("forwarded", "10.0.0.1", values),
                expected,
                "{values:?}"
            );
        }
    }
}
