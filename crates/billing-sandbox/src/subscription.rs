use jiff::Timestamp;

use crate::card::Card;
use crate::names::named_enum;
use crate::period::Period;
use crate::price::Price;

/// The condition in SQL for [`Subscription::is_live`] at the time that the placeholder holds: one place to change, so that what the
/// API says is what the pages show.
macro_rules! live_at {
    ($now:literal) => {
        concat!(
            "(status IN ('active', 'trialing', 'past_due') AND current_period_end > ",
            $now,
            " OR status IN ('active', 'trialing') AND cancel_at_period_end = 0)"
        )
    };
}
pub(crate) use live_at;

named_enum! {
    /// The states of a subscription, in Stripe's words.
    pub(crate) enum Status {
        Active = "active",
        Trialing = "trialing",
        PastDue = "past_due",
        Canceled = "canceled",
    }
}

/// An account's subscription, paid monthly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Subscription {
    pub(crate) plan: String,
    /// What a month costs.
    pub(crate) price: Price,
    /// As stored: it may have run out since, see [`Self::is_live`].
    pub(crate) status: Status,
    pub(crate) created_at: Timestamp,
    pub(crate) trial_end: Option<Timestamp>,
    pub(crate) current_period_end: Timestamp,
    pub(crate) cancel_at_period_end: bool,
    pub(crate) card: Card,
}

impl Subscription {
    /// Whether the portal opens for it. A subscription that renews is live even while its row is out of date.
    pub(crate) fn is_live(&self, now: Timestamp) -> bool {
        self.status != Status::Canceled && (self.renews() || self.current_period_end > now)
    }

    /// Whether another month follows the current one by itself. One that is past due ends with the month that was not paid.
    pub(crate) fn renews(&self) -> bool {
        matches!(self.status, Status::Active | Status::Trialing) && !self.cancel_at_period_end
    }

    /// The months that have started since the row was written, the current one last.
    pub(crate) fn started_periods(&self, now: Timestamp) -> Vec<Period> {
        if !self.renews() || self.current_period_end > now {
            return Vec::new();
        }
        let anchor = self.trial_end.unwrap_or(self.created_at);
        Period::started(anchor, self.current_period_end, now)
    }
}
