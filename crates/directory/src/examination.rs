use accounts::SecretFingerprint;
use jiff::{SignedDuration, Timestamp};
use sql::Target;

use crate::billing_links::BillingLinks;
use crate::key_secret::fingerprint;

/// What there is at a database URL, found out without changing anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Examination {
    /// The file, or the database and its server; no password.
    pub name: String,
    /// Its state.
    pub state: DatabaseState,
    /// The last migration that only a later version of this program knows, where there is one. It does no harm.
    pub newer: Option<i64>,
    /// How far its clock is ahead of ours, where it has one of its own; half of the round trip uncertain.
    pub clock_ahead: Option<SignedDuration>,
    /// What it keeps; nothing while migrations are pending.
    pub kept: Kept,
}

/// What a database keeps, as far as an examination asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Which customers accounts are.
    pub billing: BillingLinks,
    /// Which secret its API keys are under, where that is known.
    pub key_secret: Option<SecretFingerprint>,
}

impl Kept {
    pub(crate) async fn read<'a>(on: impl Into<Target<'a>>) -> sqlx::Result<Self> {
        let mut on = on.into();
        Ok(Self {
            billing: BillingLinks::read(on.reborrow()).await?,
            key_secret: fingerprint(on).await?,
        })
    }
}

/// The state of a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatabaseState {
    /// There is no file yet; the first start creates it.
    Missing,
    /// The file or its folder cannot be written.
    ReadOnly,
    /// So many migrations are pending, which the next start runs; 0 when it is up to date.
    PendingMigrations(usize),
}

impl Examination {
    /// Of a database of which nothing else is known.
    pub(crate) fn of_nothing(name: String, state: DatabaseState) -> Self {
        Self {
            name,
            state,
            newer: None,
            clock_ahead: None,
            kept: Kept::default(),
        }
    }
}

/// How far a clock that showed `there`, between two looks at ours, is ahead of it.
pub(crate) fn ahead(before: Timestamp, there: Timestamp, after: Timestamp) -> SignedDuration {
    let middle = before + (after.duration_since(before) / 2);
    there.duration_since(middle)
}

#[cfg(test)]
mod tests;
