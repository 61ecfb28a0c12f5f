use jiff::Timestamp;
use sqlx::FromRow;

use crate::store_error::StoreError;
use crate::subscription::{Status, Subscription};

/// What the visitor of a live session may see: one account's things.
pub(crate) struct Portal {
    pub(crate) account_id: String,
    pub(crate) account_name: String,
    pub(crate) subscription: Subscription,
    /// Checked when the session was made, and kept exactly.
    pub(crate) return_url: String,
}

/// A session's row with its account and subscription.
#[derive(FromRow)]
pub(crate) struct PortalRow {
    created_at: String,
    expires_at: String,
    pub(crate) return_url: String,
    account_id: String,
    account_name: String,
    plan: String,
    amount: i64,
    currency: String,
    status: String,
    current_period_end: String,
}

impl PortalRow {
    pub(crate) fn created_at(&self) -> Result<Timestamp, StoreError> {
        read_time("created_at", &self.created_at)
    }

    pub(crate) fn expires_at(&self) -> Result<Timestamp, StoreError> {
        read_time("expires_at", &self.expires_at)
    }
}

impl TryFrom<PortalRow> for Portal {
    type Error = StoreError;

    fn try_from(row: PortalRow) -> Result<Self, StoreError> {
        Ok(Self {
            subscription: Subscription {
                status: Status::from_stored(&row.status)?,
                current_period_end: read_time("current_period_end", &row.current_period_end)?,
                plan: row.plan,
                amount: row.amount,
                currency: row.currency,
            },
            account_id: row.account_id,
            account_name: row.account_name,
            return_url: row.return_url,
        })
    }
}

fn read_time(column: &'static str, text: &str) -> Result<Timestamp, StoreError> {
    text.parse().map_err(|_| StoreError::UnreadableRow(column))
}
