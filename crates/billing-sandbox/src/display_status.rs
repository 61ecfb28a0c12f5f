use jiff::Timestamp;

use crate::subscription::{Status, Subscription};

/// What a customer has to know first about a subscription.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DisplayStatus {
    /// Paid, and goes on.
    Active,
    /// Not paid yet, and goes on.
    Trialing,
    /// Ends with the month that was not paid, unless it is.
    PastDue,
    /// Ends with the current month or trial, unless the customer changes their mind.
    Canceling,
    Ended,
}

impl DisplayStatus {
    /// What style sheets call it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Trialing => "trialing",
            Self::PastDue => "past-due",
            Self::Canceling => "canceling",
            Self::Ended => "ended",
        }
    }

    /// Whether there is anything left to manage.
    pub(crate) fn is_live(self) -> bool {
        self != Self::Ended
    }
}

impl Subscription {
    pub(crate) fn display_status(&self, now: Timestamp) -> DisplayStatus {
        match self.status {
            _ if !self.is_live(now) => DisplayStatus::Ended,
            Status::PastDue => DisplayStatus::PastDue,
            _ if self.cancel_at_period_end => DisplayStatus::Canceling,
            Status::Trialing => DisplayStatus::Trialing,
            Status::Active | Status::Canceled => DisplayStatus::Active,
        }
    }
}
