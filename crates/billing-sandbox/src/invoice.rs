use jiff::Timestamp;

use crate::card::Card;
use crate::names::named_enum;
use crate::period::Period;
use crate::price::Price;
use crate::query::{optional_time, time};
use crate::store_error::StoreError;

/// What an account was asked to pay for a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Invoice {
    /// Counts from 1 within the account.
    pub(crate) number: i64,
    pub(crate) plan: String,
    pub(crate) price: Price,
    pub(crate) status: InvoiceStatus,
    pub(crate) period: Period,
    pub(crate) created_at: Timestamp,
    pub(crate) payment: Option<Payment>,
}

/// How an invoice was paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Payment {
    pub(crate) at: Timestamp,
    pub(crate) card: Card,
}

impl Payment {
    /// A month that was paid as it began.
    pub(crate) fn of(period: Period, card: Card) -> (Period, Option<Self>) {
        let at = period.start;
        (period, Some(Self { at, card }))
    }
}

named_enum! {
    /// The states of an invoice, in Stripe's words.
    pub(crate) enum InvoiceStatus {
        Open = "open",
        Paid = "paid",
        Void = "void",
    }
}

sql::row! {
    pub(crate) struct InvoiceRow {
        number: i64,
        plan: String,
        amount: i64,
        currency: String,
        status: String,
        period_start: String,
        period_end: String,
        created_at: String,
        paid_at: Option<String>,
        card: Option<String>,
    }
}

impl TryFrom<InvoiceRow> for Invoice {
    type Error = StoreError;

    fn try_from(row: InvoiceRow) -> Result<Self, StoreError> {
        let paid_at = optional_time("paid_at", row.paid_at.as_deref())?;
        let card = row.card.as_deref().map(|name| {
            let card = Card::named(name);
            card.ok_or(StoreError::UnreadableRow("card"))
        });
        let payment = paid_at.zip(card.transpose()?);
        let status = InvoiceStatus::named(&row.status);
        Ok(Self {
            number: row.number,
            status: status.ok_or(StoreError::UnreadableRow("status"))?,
            period: Period {
                start: time("period_start", &row.period_start)?,
                end: time("period_end", &row.period_end)?,
            },
            created_at: time("created_at", &row.created_at)?,
            payment: payment.map(|(at, card)| Payment { at, card }),
            plan: row.plan,
            price: Price::from_stored(row.amount, &row.currency)?,
        })
    }
}
