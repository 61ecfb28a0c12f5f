use std::net::IpAddr;

use hyper::HeaderMap;
use hyper::header::{FORWARDED, HeaderName, HeaderValue};

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const X_FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");
const X_FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// Who sent a request to us.
#[derive(Clone, Copy, Debug)]
pub struct Sender {
    /// Where the connection comes from.
    pub address: Option<IpAddr>,
    /// Whether it is a proxy of ours, whose word counts for what was before it.
    pub is_trusted_proxy: bool,
    /// The scheme by which callers reach us, where no proxy says so.
    pub scheme: &'static str,
}

impl Sender {
    /// Says where the request comes from. What a caller that is no trusted proxy says of that is an invention, and left out.
    pub(crate) fn write_to(&self, headers: &mut HeaderMap, host: Option<HeaderValue>) {
        if !self.is_trusted_proxy {
            for name in [
                FORWARDED,
                X_FORWARDED_FOR,
                X_FORWARDED_HOST,
                X_FORWARDED_PROTO,
            ] {
                headers.remove(name);
            }
        }
        if let Some(address) = self.address {
            let address = address.to_canonical();
            let before = headers.get_all(X_FORWARDED_FOR).iter();
            let before = before.filter_map(|list| list.to_str().ok());
            let mut hops: Vec<_> = before.map(str::to_owned).collect();
            hops.push(address.to_string());
            if let Ok(all) = HeaderValue::try_from(hops.join(", ")) {
                headers.insert(X_FORWARDED_FOR, all);
            }
        }
        if let Some(host) = host {
            headers.entry(X_FORWARDED_HOST).or_insert(host);
        }
        let scheme = HeaderValue::from_static(self.scheme);
        headers.entry(X_FORWARDED_PROTO).or_insert(scheme);
    }
}

#[cfg(test)]
mod tests;
