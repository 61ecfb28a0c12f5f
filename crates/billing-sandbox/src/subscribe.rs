use accounts::AccountId;
use jiff::Timestamp;
use sql::Transaction;

use crate::card::Card;
use crate::invoice::Payment;
use crate::period::Period;
use crate::price::Price;
use crate::query::bounded;
use crate::record::Record;
use crate::sandbox::Sandbox;
use crate::store_error::StoreError;
use crate::subscription::{Status, live_at};

const PLAN: &str = "Recoup Pro";
const PRICE: Price = Price(2_000);

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
        let periods = Period::started(start, start, now);
        Self {
            plan: PLAN.to_owned(),
            price: PRICE,
            status: Status::Active,
            created_at: start,
            trial_end: None,
            current_period_end: periods.last().map_or(start, |period| period.end),
            leaving: None,
            card,
            invoices: periods
                .into_iter()
                .map(|period| Payment::of(period, card))
                .collect(),
        }
    }
}

impl Sandbox {
    /// Gives the account a live subscription to the sandbox's one plan, renewed each month until it is canceled. It replaces any
    /// subscription of the account. What the caller `also` writes takes effect with it, or neither does.
    ///
    /// # Errors
    /// [`SubscribeError::NoSuchAccount`], or the database's failure.
    pub async fn subscribe(
        &self,
        account: AccountId,
        also: impl AsyncFnOnce(&mut Transaction) -> sqlx::Result<()>,
    ) -> Result<(), SubscribeError> {
        let now = self.now();
        self.put(account, &Record::paid_since(now, now), also).await
    }

    /// Writes a subscription with its invoices.
    pub(crate) async fn put(
        &self,
        account: AccountId,
        record: &Record,
        also: impl AsyncFnOnce(&mut Transaction) -> sqlx::Result<()>,
    ) -> Result<(), SubscribeError> {
        let written = bounded(async {
            let mut transaction = self.pool().begin().await?;
            record
                .replace(&mut transaction, &account.to_string())
                .await?;
            also(&mut transaction).await?;
            transaction.commit().await
        });
        match written.await {
            Err(StoreError::Query(error)) if error.is_foreign_key_violation() => {
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
        .bind(self.now());
        let found = bounded(query.fetch_optional(self.pool())).await?;
        Ok(found.is_some())
    }
}
