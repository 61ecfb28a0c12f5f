use egress::ApiBase;
use hyper::header::{HeaderValue, VIA};
use hyper::{HeaderMap, Version};
use sha2::{Digest as _, Sha256};

/// The name under which requests pass (RFC 9110, section 7.6.3). The same for every replica, because a loop may lead through each of
/// them; another one for another upstream, so that two servers of ours may follow each other.
#[derive(Clone, Debug)]
pub(crate) struct Pseudonym(String);

impl Pseudonym {
    pub(crate) fn of(upstream: &ApiBase) -> Self {
        let digest = Sha256::digest(upstream.to_string());
        let digits: String = digest[..4]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Self(format!("accounts-server-{digits}"))
    }

    /// Whether a request has passed before.
    pub(crate) fn is_in(&self, headers: &HeaderMap) -> bool {
        let lists = headers.get_all(VIA).iter();
        let lists = lists.filter_map(|list| list.to_str().ok());
        let mut hops = lists.flat_map(|list| list.split(','));
        hops.any(|hop| hop.split_whitespace().nth(1) == Some(self.0.as_str()))
    }

    /// Notes that a request passes which came by this version of HTTP.
    pub(crate) fn add_to(&self, headers: &mut HeaderMap, version: Version) {
        let version = match version {
            Version::HTTP_10 => "1.0",
            Version::HTTP_2 => "2",
            _ => "1.1",
        };
        if let Ok(hop) = HeaderValue::try_from(format!("{version} {}", self.0)) {
            headers.append(VIA, hop);
        }
    }
}

#[cfg(test)]
mod tests;
