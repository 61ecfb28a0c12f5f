use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use crate::rate_limit::RateLimit;

/// Largest body that is read, in bytes. A page of 100 subscriptions has less than half of it.
pub(crate) const MAX_BODY_BYTES: usize = 1024 * 1024;

/// Longest id of a request that is logged.
const MAX_REQUEST_ID_BYTES: usize = 255;

/// Not to be printed: the address of a portal session may be in it.
pub(crate) struct Response {
    pub(crate) head: Head,
    pub(crate) body: Vec<u8>,
}

/// What comes before the body.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    pub(crate) status: StatusCode,
    /// Stripe's name for this response.
    pub(crate) request_id: Option<String>,
    /// Whether Stripe itself asks for another try, or advises against one.
    pub(crate) should_retry: Option<bool>,
    /// How long to wait before that.
    pub(crate) retry_after: Option<Duration>,
    /// The rate limit that Stripe says was reached.
    pub(crate) rate_limit: Option<RateLimit>,
}

impl Head {
    pub(crate) fn of(status: StatusCode, headers: &HeaderMap) -> Self {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        Self {
            status,
            request_id: text("request-id")
                .filter(|id| id.len() <= MAX_REQUEST_ID_BYTES)
                .map(str::to_owned),
            should_retry: text("stripe-should-retry").and_then(|text| text.parse().ok()),
            retry_after: egress::retry_after(headers),
            rate_limit: RateLimit::of(headers),
        }
    }
}

#[cfg(test)]
mod tests;
