use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

use crate::origin::AllowedOrigin;

/// The longest return URL, in bytes.
const MAX_BYTES: usize = 2048;

/// Where the customer goes when leaving the portal: checked, and kept exactly as received.
#[derive(Clone, PartialEq, Eq)]
pub struct ReturnUrl(String);

impl ReturnUrl {
    /// The URL's text, byte for byte what the caller sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ReturnUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Queries of return URLs carry callers' state.
        f.write_str("ReturnUrl(..)")
    }
}

/// Which return URLs are taken.
///
/// Always: an absolute URI by RFC 3986 with `https`, or `http` to this machine, with a host that RFC 3986 and the WHATWG parser of
/// browsers agree on, and without user name or password. With a list of origins: only those.
#[derive(Clone, Debug, Default)]
pub struct ReturnUrlPolicy {
    allowed: Vec<AllowedOrigin>,
}

impl ReturnUrlPolicy {
    /// A policy that takes these origins only; an empty list takes every origin.
    pub fn new(allowed: Vec<AllowedOrigin>) -> Self {
        Self { allowed }
    }

    /// Checks a URL.
    ///
    /// # Errors
    /// The first rule that it breaks.
    pub fn check(&self, text: &str) -> Result<ReturnUrl, InvalidReturnUrl> {
        if text.len() > MAX_BYTES {
            return Err(InvalidReturnUrl::TooLong);
        }
        let uri = fluent_uri::Uri::parse(text).map_err(|_| InvalidReturnUrl::NoUri)?;
        let https = uri.scheme().as_str().eq_ignore_ascii_case("https");
        if !https && !uri.scheme().as_str().eq_ignore_ascii_case("http") {
            return Err(InvalidReturnUrl::Scheme);
        }
        let authority = uri.authority().ok_or(InvalidReturnUrl::Host)?;
        if authority.host().is_empty() {
            return Err(InvalidReturnUrl::Host);
        }
        if authority.has_userinfo() {
            return Err(InvalidReturnUrl::UserInfo);
        }
        let seen = Url::parse(text).map_err(|_| InvalidReturnUrl::Browser)?;
        let host = seen.host().ok_or(InvalidReturnUrl::Browser)?;
        if !same_host(authority.host(), &host) {
            return Err(InvalidReturnUrl::Browser);
        }
        if !https && !is_this_machine(&host) {
            return Err(InvalidReturnUrl::Scheme);
        }
        if !self.allowed.is_empty() && !self.allowed.iter().any(|one| one.matches(&seen)) {
            return Err(InvalidReturnUrl::Origin);
        }
        Ok(ReturnUrl(text.to_owned()))
    }
}

/// Why a return URL is refused. Reads behind the field's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidReturnUrl {
    /// Longer than 2,048 bytes.
    #[error("must have at most {MAX_BYTES} bytes")]
    TooLong,
    /// Not what `format: uri` asks for.
    #[error("must be an absolute URI (RFC 3986)")]
    NoUri,
    /// Not `https`, and not `http` to this machine either.
    #[error("must start with https:// (http:// is for localhost, 127.0.0.0/8 and [::1] only)")]
    Scheme,
    /// No host.
    #[error("must name a host, as in https://example.com/path")]
    Host,
    /// A user name or a password.
    #[error("must not contain a user name or password")]
    UserInfo,
    /// A browser would go elsewhere, or nowhere.
    #[error("must name its host and port in a form that browsers read the same way")]
    Browser,
    /// Not one of the configured origins.
    #[error("must be on one of the origins that this service allows")]
    Origin,
}

/// Whether both parsers see the same host: by value for IPv6, which has many spellings, else letter for letter.
fn same_host(text: &str, seen: &Host<&str>) -> bool {
    match seen {
        Host::Domain(domain) => text.eq_ignore_ascii_case(domain),
        Host::Ipv4(address) => text.parse::<Ipv4Addr>() == Ok(*address),
        Host::Ipv6(address) => {
            let text = text
                .strip_prefix('[')
                .and_then(|text| text.strip_suffix(']'));
            text.and_then(|text| text.parse::<Ipv6Addr>().ok()) == Some(*address)
        }
    }
}

fn is_this_machine(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(domain) => *domain == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => *address == Ipv6Addr::LOCALHOST,
    }
}
