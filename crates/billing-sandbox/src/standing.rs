use jiff::Timestamp;

use crate::status::Status;
use crate::subscription::Subscription;

/// How things stand with a subscription at a time: what its customer has to know first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Paid, and goes on.
    Active,
    /// Not paid yet, and goes on.
    Trialing,
    /// Ends with the month that was not paid, unless it is.
    PastDue,
    /// Ends with the current month or trial, unless the customer thinks again.
    Canceling,
    /// Is over.
    Ended,
}

impl Standing {
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
    pub(crate) fn standing(&self, now: Timestamp) -> Standing {
        match self.status {
            _ if !self.is_live(now) => Standing::Ended,
            Status::PastDue => Standing::PastDue,
            _ if self.cancel_at_period_end => Standing::Canceling,
            Status::Trialing => Standing::Trialing,
            Status::Active | Status::Canceled => Standing::Active,
        }
    }
}
