use accounts::AccountId;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use crate::sandbox::Sandbox;
use crate::store_error::StoreError;
use crate::time::stored;

const PLAN: &str = "Recoup Pro";
/// In cents.
const AMOUNT: i64 = 2_000;
const CURRENCY: &str = "usd";

/// An account's subscription, paid monthly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Subscription {
    pub(crate) plan: String,
    /// What a month costs, in minor units of the currency.
    pub(crate) amount: i64,
    /// ISO 4217, lower case, as Stripe writes it.
    pub(crate) currency: String,
    pub(crate) status: Status,
    pub(crate) current_period_end: Timestamp,
}

/// The states of a subscription, in Stripe's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    Active,
    Trialing,
    PastDue,
    Canceled,
}

impl Status {
    const ALL: [Self; 4] = [Self::Active, Self::Trialing, Self::PastDue, Self::Canceled];

    /// Those that the portal opens for, while the period that was paid for runs.
    pub(crate) const LIVE: [Self; 3] = [Self::Active, Self::Trialing, Self::PastDue];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Trialing => "trialing",
            Self::PastDue => "past_due",
            Self::Canceled => "canceled",
        }
    }

    pub(crate) fn from_stored(text: &str) -> Result<Self, StoreError> {
        Self::ALL
            .into_iter()
            .find(|status| status.as_str() == text)
            .ok_or(StoreError::UnreadableRow("status"))
    }
}

/// Why an account was not subscribed.
#[derive(Debug, thiserror::Error)]
pub enum SubscribeError {
    /// There is no such account.
    #[error("there is no account {0}")]
    NoSuchAccount(AccountId),
    /// The database could not do it.
    #[error("the subscription cannot be stored: {0}")]
    Store(#[source] StoreError),
}

impl Sandbox {
    /// Gives the account a live subscription to the sandbox's one plan, for a month from now. It takes the place of any that the
    /// account had.
    ///
    /// # Errors
    /// [`SubscribeError::NoSuchAccount`], or the database's failure.
    pub async fn subscribe(&self, account: AccountId) -> Result<(), SubscribeError> {
        let now = Timestamp::now();
        let period_end = now.to_zoned(TimeZone::UTC).saturating_add(1.month());
        let query = sqlx::query(
            "INSERT INTO sandbox_subscriptions (account, plan, amount, currency, status, current_period_end, created_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7) \
             ON CONFLICT (account) DO UPDATE SET plan = excluded.plan, amount = excluded.amount, \
             currency = excluded.currency, status = excluded.status, \
             current_period_end = excluded.current_period_end, created_at = excluded.created_at",
        )
        .bind(account.to_string())
        .bind(PLAN)
        .bind(AMOUNT)
        .bind(CURRENCY)
        .bind(Status::Active.as_str())
        .bind(stored(period_end.timestamp()))
        .bind(stored(now));
        match self.bounded(query.execute(self.pool())).await {
            Ok(_) => Ok(()),
            Err(error) if error.is_foreign_key_violation() => {
                Err(SubscribeError::NoSuchAccount(account))
            }
            Err(error) => Err(SubscribeError::Store(error)),
        }
    }

    /// Whether the account has a live subscription.
    ///
    /// # Errors
    /// The database's failure.
    pub async fn is_subscribed(&self, account: AccountId) -> Result<bool, StoreError> {
        let query = sqlx::query(
            "SELECT account FROM sandbox_subscriptions \
             WHERE account = $1 AND status IN ($2, $3, $4) AND current_period_end > $5",
        )
        .bind(account.to_string());
        let query = Status::LIVE
            .iter()
            .fold(query, |query, status| query.bind(status.as_str()));
        let query = query.bind(stored(Timestamp::now()));
        let found = self.bounded(query.fetch_optional(self.pool())).await?;
        Ok(found.is_some())
    }
}
