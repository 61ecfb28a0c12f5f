use std::time::Duration;

use breaker::Pause;
use metrics::counter;
use tokio::time::Instant;

use crate::call::Endpoint;
use crate::rate_limit::RateLimit;

/// Endpoints that are not called for a while because Stripe said that there were too many requests.
pub(crate) type Pauses = breaker::Pauses<Endpoint>;

/// Begins a pause after a call that began at `called`; answers how long it is.
pub(crate) fn begin(
    pauses: &Pauses,
    endpoint: Endpoint,
    called: Instant,
    retry_after: Option<Duration>,
    limit: Option<RateLimit>,
) -> Duration {
    let pause = pauses.begin(endpoint, called, retry_after);
    if let Pause::Begun(length) = pause {
        let cause = RateLimit::label(limit);
        counter!("stripe_pauses_total", "call" => endpoint.name(), "cause" => cause).increment(1);
        tracing::warn!(
            endpoint = endpoint.name(),
            cause,
            seconds = length.as_secs_f64(),
            "too many requests for Stripe: this endpoint is not called for a while"
        );
    }
    pause.length()
}
