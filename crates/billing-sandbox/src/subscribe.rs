use accounts::AccountId;
use jiff::Timestamp;

use crate::card::Card;
use crate::invoice::Payment;
use crate::money::Money;
use crate::period::Period;
use crate::query::bounded;
use crate::record::Record;
use crate::sandbox::Sandbox;
use crate::status::Status;
use crate::store_error::StoreError;
use crate::subscription::live_at;
use crate::time::stored;

const PLAN: &str = "Recoup Pro";
/// In cents.
const AMOUNT: i64 = 2_000;
const CURRENCY: &str = "usd";

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

impl Record {
    /// A subscription to the sandbox's one plan that began at `start` and was paid for each month since.
    pub(crate) fn paid_since(start: Timestamp, now: Timestamp) -> Self {
        let card = Card::Visa;
        let begun = Period::begun(start, start, now);
        let paid = |period: Period| {
            (
                period,
                Some(Payment {
                    at: period.start,
                    card,
                }),
            )
        };
        Self {
            plan: PLAN.to_owned(),
            price: Money {
                amount: AMOUNT,
                currency: CURRENCY.to_owned(),
            },
            status: Status::Active,
            created_at: start,
            trial_end: None,
            current_period_end: begun.last().map_or(start, |period| period.end),
            leaving: None,
            card,
            invoices: begun.into_iter().map(paid).collect(),
        }
    }
}

impl Sandbox {
    /// Gives the account a live subscription to the sandbox's one plan, renewed each month from now on until it is canceled. It takes
    /// the place of any that the account had.
    ///
    /// # Errors
    /// [`SubscribeError::NoSuchAccount`], or the database's failure.
    pub async fn subscribe(&self, account: AccountId) -> Result<(), SubscribeError> {
        let now = Timestamp::now();
        self.put(account, &Record::paid_since(now, now)).await
    }

    /// Writes a subscription with its invoices.
    pub(crate) async fn put(
        &self,
        account: AccountId,
        record: &Record,
    ) -> Result<(), SubscribeError> {
        let written = bounded(async {
            let mut transaction = self.pool().begin().await?;
            record
                .replace(&mut transaction, &account.to_string())
                .await?;
            transaction.commit().await
        });
        match written.await {
            Err(error) if error.is_foreign_key_violation() => {
                Err(SubscribeError::NoSuchAccount(account))
            }
            other => other.map_err(SubscribeError::Store),
        }
    }

    /// Whether the account has a live subscription.
    ///
    /// # Errors
    /// The database's failure.
    pub async fn is_subscribed(&self, account: AccountId) -> Result<bool, StoreError> {
        let query = sql::query(concat!(
            "SELECT account FROM sandbox_subscriptions WHERE account = $1 AND ",
            live_at!("$2")
        ))
        .bind(account.to_string())
        .bind(stored(Timestamp::now()));
        let found = bounded(query.fetch_optional(self.pool())).await?;
        Ok(found.is_some())
    }
}
