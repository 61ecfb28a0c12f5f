use std::fmt;
use std::str::FromStr;

use accounts::AccountId;
use jiff::{SignedDuration, Timestamp};
use sql::Transaction;

use crate::card::Card;
use crate::names::named_enum;
use crate::period::months_after;
use crate::reason::Reason;
use crate::record::Record;
use crate::sandbox::Sandbox;
use crate::subscribe::SubscribeError;
use crate::subscription::Status;

named_enum! {
    /// States of a subscription to develop against.
    pub enum Scenario {
        /// Some months old, all paid.
        Active = "active",
        /// In the trial, nothing paid yet.
        Trialing = "trialing",
        /// The card was declined for the current month.
        PastDue = "past-due",
        /// Ends with the current month.
        CancelsAtPeriodEnd = "cancels-at-period-end",
        /// Has ended: no portal opens.
        Canceled = "canceled",
        /// Five years old.
        ManyInvoices = "many-invoices",
    }
}

impl Scenario {
    fn record(self, now: Timestamp) -> Record {
        let days = |days: i64| SignedDuration::from_hours(24 * days);
        // Some days into a month, so that there is time to look at it.
        let since = |months: i32| {
            let date = now - days(4);
            months_after(date, -months).unwrap_or(date)
        };
        match self {
            Self::Active => Record::paid_since(since(3), now),
            Self::ManyInvoices => Record::paid_since(since(60), now),
            Self::Trialing => {
                let end = now + days(10);
                Record {
                    status: Status::Trialing,
                    trial_end: Some(end),
                    current_period_end: end,
                    invoices: Vec::new(),
                    ..Record::paid_since(since(0), now)
                }
            }
            Self::PastDue => {
                let mut record = Record::paid_since(since(2), now);
                if let Some((_, payment)) = record.invoices.last_mut() {
                    *payment = None;
                }
                Record {
                    status: Status::PastDue,
                    card: Card::Declined,
                    ..record
                }
            }
            Self::CancelsAtPeriodEnd => Record {
                leaving: Some(Reason::TooExpensive),
                ..Record::paid_since(since(3), now)
            },
            Self::Canceled => {
                let mut record = Record::paid_since(since(3), now);
                // The month that would be the current one never began.
                let ended = record.invoices.pop().map(|(month, _)| month.start);
                Record {
                    status: Status::Canceled,
                    leaving: Some(Reason::Unused),
                    current_period_end: ended.unwrap_or(now),
                    ..record
                }
            }
        }
    }
}

impl fmt::Display for Scenario {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Text that names no scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such scenario")]
pub struct UnknownScenario;

impl FromStr for Scenario {
    type Err = UnknownScenario;

    fn from_str(text: &str) -> Result<Self, UnknownScenario> {
        Self::named(text).ok_or(UnknownScenario)
    }
}

impl Sandbox {
    /// Puts the account's subscription into a state. It replaces any subscription of the account. What the caller `also` writes takes
    /// effect with it, or neither does.
    ///
    /// # Errors
    /// [`SubscribeError::NoSuchAccount`], or the database's failure.
    pub async fn seed(
        &self,
        account: AccountId,
        scenario: Scenario,
        also: impl AsyncFnOnce(&mut Transaction) -> sqlx::Result<()>,
    ) -> Result<(), SubscribeError> {
        self.put(account, &scenario.record(self.now()), also).await
    }
}

#[cfg(test)]
mod tests;
