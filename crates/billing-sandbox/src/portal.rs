use crate::card::Card;
use crate::price::Price;
use crate::query::{optional_time, time};
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

sql::row! {
    /// A session's row with its account and subscription.
    pub(crate) struct PortalRow {
        pub(crate) session_created_at: String,
        pub(crate) session_expires_at: String,
        pub(crate) return_url: String,
        account_id: String,
        account_name: String,
        plan: String,
        amount: i64,
        currency: String,
        status: String,
        created_at: String,
        trial_end: Option<String>,
        current_period_end: String,
        cancel_at_period_end: i64,
        card: String,
    }
}

impl TryFrom<PortalRow> for Portal {
    type Error = StoreError;

    fn try_from(row: PortalRow) -> Result<Self, StoreError> {
        Ok(Self {
            subscription: Subscription {
                status: Status::named(&row.status).ok_or(StoreError::UnreadableRow("status"))?,
                created_at: time("created_at", &row.created_at)?,
                trial_end: optional_time("trial_end", row.trial_end.as_deref())?,
                current_period_end: time("current_period_end", &row.current_period_end)?,
                cancel_at_period_end: row.cancel_at_period_end != 0,
                card: Card::named(&row.card).ok_or(StoreError::UnreadableRow("card"))?,
                plan: row.plan,
                price: Price::from_stored(row.amount, &row.currency)?,
            },
            account_id: row.account_id,
            account_name: row.account_name,
            return_url: row.return_url,
        })
    }
}
