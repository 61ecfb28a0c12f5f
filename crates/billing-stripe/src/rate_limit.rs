use reqwest::header::HeaderMap;

/// Which of its rate limits Stripe says was reached (<https://docs.stripe.com/rate-limits>).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RateLimit {
    GlobalRate,
    EndpointRate,
    GlobalConcurrency,
    EndpointConcurrency,
    ResourceSpecific,
    /// One that is not known here.
    Other,
}

impl RateLimit {
    const HEADER: &str = "stripe-rate-limited-reason";

    const NAMED: [(&str, Self); 5] = [
        ("global-rate", Self::GlobalRate),
        ("endpoint-rate", Self::EndpointRate),
        ("global-concurrency", Self::GlobalConcurrency),
        ("endpoint-concurrency", Self::EndpointConcurrency),
        ("resource-specific", Self::ResourceSpecific),
    ];

    /// The limit that a response names, if it names any.
    pub(crate) fn of(headers: &HeaderMap) -> Option<Self> {
        let name = headers.get(Self::HEADER)?;
        let named = Self::NAMED.iter().find(|(text, _)| name == text);
        Some(named.map_or(Self::Other, |(_, limit)| *limit))
    }

    /// What the metrics call it: of Stripe's words only those that are known, for labels have to be bounded.
    pub(crate) fn label(limit: Option<Self>) -> &'static str {
        match limit {
            Some(Self::GlobalRate) => "global_rate",
            Some(Self::EndpointRate) => "endpoint_rate",
            Some(Self::GlobalConcurrency) => "global_concurrency",
            Some(Self::EndpointConcurrency) => "endpoint_concurrency",
            Some(Self::ResourceSpecific) => "resource_specific",
            Some(Self::Other) => "other",
            None => "not_named",
        }
    }
}

#[cfg(test)]
mod tests;
