use jiff::Timestamp;
use sql::Transaction;

use crate::card::Card;
use crate::invoice::{InvoiceStatus, Payment};
use crate::period::Period;
use crate::price::{CURRENCY, Price};
use crate::reason::Reason;
use crate::subscription::Status;

/// A subscription to store, with its invoices.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) plan: String,
    pub(crate) price: Price,
    pub(crate) status: Status,
    pub(crate) created_at: Timestamp,
    pub(crate) trial_end: Option<Timestamp>,
    pub(crate) current_period_end: Timestamp,
    pub(crate) leaving: Option<Reason>,
    pub(crate) card: Card,
    /// Oldest first; `None` has not been paid.
    pub(crate) invoices: Vec<(Period, Option<Payment>)>,
}

impl Record {
    /// Replaces any subscription of the account, whose open invoices become void.
    pub(crate) async fn replace(
        &self,
        transaction: &mut Transaction,
        account: &str,
    ) -> Result<(), sqlx::Error> {
        sql::query(
            "INSERT INTO sandbox_subscriptions (account, plan, amount, currency, status, created_at, trial_end, \
             current_period_end, cancel_at_period_end, cancel_reason, card) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
             ON CONFLICT (account) DO UPDATE SET plan = excluded.plan, amount = excluded.amount, \
             currency = excluded.currency, status = excluded.status, created_at = excluded.created_at, \
             trial_end = excluded.trial_end, current_period_end = excluded.current_period_end, \
             cancel_at_period_end = excluded.cancel_at_period_end, cancel_reason = excluded.cancel_reason, \
             card = excluded.card",
        )
        .bind(account)
        .bind(&self.plan)
        .bind(i64::from(self.price.0))
        .bind(CURRENCY)
        .bind(self.status.as_str())
        .bind(self.created_at)
        .bind(self.trial_end)
        .bind(self.current_period_end)
        .bind(i64::from(self.leaving.is_some()))
        .bind(self.leaving.map(Reason::as_str))
        .bind(self.card.as_str())
        .execute(&mut *transaction)
        .await?;
        sql::query(
            "UPDATE sandbox_invoices SET status = 'void' WHERE account = $1 AND status = 'open'",
        )
        .bind(account)
        .execute(&mut *transaction)
        .await?;
        let (plan, price) = (&self.plan, self.price);
        bill(transaction, account, plan, price, &self.invoices).await
    }
}

/// Adds invoices. The caller has just written the account's subscription, so no other is numbering them.
pub(crate) async fn bill(
    transaction: &mut Transaction,
    account: &str,
    plan: &str,
    price: Price,
    months: &[(Period, Option<Payment>)],
) -> Result<(), sqlx::Error> {
    let (last,) = sql::query_as::<(Option<i64>,)>(
        "SELECT MAX(number) FROM sandbox_invoices WHERE account = $1",
    )
    .bind(account)
    .fetch_one(&mut *transaction)
    .await?;
    for (number, (period, payment)) in (last.unwrap_or_default() + 1..).zip(months) {
        let status = match payment {
            Some(_) => InvoiceStatus::Paid,
            None => InvoiceStatus::Open,
        };
        sql::query(
            "INSERT INTO sandbox_invoices (account, number, plan, amount, currency, status, period_start, period_end, \
             created_at, paid_at, card) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
        .bind(account)
        .bind(number)
        .bind(plan)
        .bind(i64::from(price.0))
        .bind(CURRENCY)
        .bind(status.as_str())
        .bind(period.start)
        .bind(period.end)
        .bind(period.start)
        .bind(payment.map(|payment| payment.at))
        .bind(payment.map(|payment| payment.card.as_str()))
        .execute(&mut *transaction)
        .await?;
    }
    Ok(())
}
