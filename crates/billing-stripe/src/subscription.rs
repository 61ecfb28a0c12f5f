use accounts::{AccountId, CustomerId};
use serde::Deserialize;

use crate::loose::Loose;

/// The name under which checkout keeps the account in the metadata of customers and subscriptions.
pub(crate) const ACCOUNT_KEY: &str = "accountId";

/// A page of a list or of a search.
#[derive(Debug, Deserialize)]
pub(crate) struct Page<T> {
    pub(crate) data: Vec<Loose<T>>,
    #[serde(default)]
    pub(crate) has_more: bool,
    /// Names the next page of a search.
    pub(crate) next_page: Option<String>,
}

/// The one text of Stripe's metadata that matters, whatever else is there.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Metadata {
    #[serde(default, rename = "accountId")]
    account: Loose<String>,
}

/// A subscription, as far as it matters (<https://docs.stripe.com/api/subscriptions/object>).
#[derive(Debug, Deserialize)]
pub(crate) struct Subscription {
    #[serde(default)]
    pub(crate) id: Loose<String>,
    #[serde(default)]
    customer: Loose<Reference>,
    /// Seconds since 1970.
    #[serde(default)]
    created: Loose<i64>,
    #[serde(default)]
    metadata: Loose<Metadata>,
    #[serde(default)]
    status: Loose<String>,
    /// Seconds since 1970; before version 2025-03-31.basil.
    #[serde(default)]
    current_period_end: Loose<i64>,
    #[serde(default)]
    items: Loose<Items>,
}

/// An id, or the whole object where it was expanded.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Reference {
    Id(String),
    Expanded { id: String },
}

#[derive(Debug, Deserialize)]
struct Items {
    #[serde(default)]
    data: Vec<Loose<Item>>,
    #[serde(default)]
    has_more: bool,
}

#[derive(Debug, Deserialize)]
struct Item {
    /// Seconds since 1970; from version 2025-03-31.basil on.
    #[serde(default)]
    current_period_end: Loose<i64>,
}

/// Whether there is something to manage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Life {
    Live,
    Over,
    /// Only some of its items came along, and the period of none of those still runs.
    Hidden,
    /// It does not say what it would have to.
    Unreadable,
}

impl Metadata {
    /// Whether it names this very account. A search may find more than it was asked for.
    pub(crate) fn names(&self, account: AccountId) -> bool {
        let named = self.account.get();
        named.and_then(|text| text.parse().ok()) == Some(account)
    }
}

impl Subscription {
    /// Whether it is over, or its period still runs at `now` (seconds since 1970).
    pub(crate) fn life(&self, now: i64) -> Life {
        match self.status.get().map(String::as_str) {
            None => return Life::Unreadable,
            Some("canceled" | "incomplete_expired") => return Life::Over,
            Some(_) => {}
        }
        let items = self.items.get();
        let ends = items.into_iter().flat_map(|items| &items.data);
        let ends = ends.filter_map(|item| item.get()?.current_period_end.get());
        let end = self.current_period_end.get().or(ends.max());
        match end {
            Some(end) if *end > now => Life::Live,
            // Stripe sends ten of them along.
            _ if self.current_period_end.get().is_none()
                && items.is_some_and(|items| items.has_more) =>
            {
                Life::Hidden
            }
            Some(_) => Life::Over,
            None => Life::Unreadable,
        }
    }

    /// Whether its metadata names this very account.
    pub(crate) fn names(&self, account: AccountId) -> bool {
        self.metadata
            .get()
            .is_some_and(|metadata| metadata.names(account))
    }

    /// Whose it is, where that can be read.
    pub(crate) fn customer(&self) -> Option<CustomerId> {
        match self.customer.get()? {
            Reference::Id(id) | Reference::Expanded { id } => id.parse().ok(),
        }
    }

    /// Seconds since 1970; 0 where that cannot be read.
    pub(crate) fn created(&self) -> i64 {
        self.created.get().copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
