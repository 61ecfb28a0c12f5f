use jiff::Timestamp;
use sqlx::FromRow;

use crate::card::Card;
use crate::money::Money;
use crate::period::Period;
use crate::store_error::StoreError;
use crate::time::{read, read_option};

/// What an account was asked to pay for a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Invoice {
    /// Counts from 1 within the account.
    pub(crate) number: i64,
    pub(crate) plan: String,
    pub(crate) price: Money,
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

/// The states of an invoice, in Stripe's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InvoiceStatus {
    Open,
    Paid,
    Void,
}

impl InvoiceStatus {
    const ALL: [Self; 3] = [Self::Open, Self::Paid, Self::Void];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Paid => "paid",
            Self::Void => "void",
        }
    }

    fn from_stored(text: &str) -> Result<Self, StoreError> {
        Self::ALL
            .into_iter()
            .find(|status| status.as_str() == text)
            .ok_or(StoreError::UnreadableRow("status"))
    }
}

#[derive(FromRow)]
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

impl TryFrom<InvoiceRow> for Invoice {
    type Error = StoreError;

    fn try_from(row: InvoiceRow) -> Result<Self, StoreError> {
        let paid_at = read_option("paid_at", row.paid_at.as_deref())?;
        let card = row.card.as_deref().map(Card::from_stored).transpose()?;
        Ok(Self {
            number: row.number,
            status: InvoiceStatus::from_stored(&row.status)?,
            period: Period {
                start: read("period_start", &row.period_start)?,
                end: read("period_end", &row.period_end)?,
            },
            created_at: read("created_at", &row.created_at)?,
            payment: paid_at.zip(card).map(|(at, card)| Payment { at, card }),
            plan: row.plan,
            price: Money {
                amount: row.amount,
                currency: row.currency,
            },
        })
    }
}
