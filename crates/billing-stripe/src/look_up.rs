use std::time::Duration;

use accounts::CustomerId;
use tokio::time::Instant;

use crate::portal_error::PortalError;

/// How long an account without a live subscription is taken for one without asking again: whoever has just paid waits no longer.
pub(crate) const NONE_LASTS: Duration = Duration::from_millis(500);

/// A look-up of an account that is over.
#[derive(Clone)]
pub(crate) struct LookUp {
    /// The customer with a live subscription; `None` when there is none.
    pub(crate) customer: Result<Option<CustomerId>, PortalError>,
    pub(crate) asked: Instant,
    pub(crate) answered: Instant,
}

/// Which look-ups of others serve a request.
#[derive(Clone, Copy)]
pub(crate) struct Request<'a> {
    /// When it began to look.
    pub(crate) came: Instant,
    pub(crate) deadline: Instant,
    /// How long a live subscription is taken for live.
    pub(crate) live_lasts: Duration,
    /// Customers that Stripe does not know.
    pub(crate) unknown: &'a [CustomerId],
}

impl Request<'_> {
    pub(crate) fn can_use(&self, look_up: &LookUp) -> bool {
        let lasts = match &look_up.customer {
            Ok(Some(customer)) if self.unknown.contains(customer) => return false,
            // The time of another was spent, not ours.
            Err(error) if error.is_timeout() && Instant::now() < self.deadline => return false,
            Ok(Some(_)) => look_up.asked + self.live_lasts,
            Ok(None) => look_up.answered + NONE_LASTS,
            Err(_) => look_up.answered,
        };
        // A look-up that was under way serves everybody who waited for it.
        look_up.answered >= self.came || lasts > self.came
    }
}

#[cfg(test)]
mod tests;
