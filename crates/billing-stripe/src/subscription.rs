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
mod tests {
    use super::*;

    fn subscription(rest: &str) -> Subscription {
        let text = format!(r#"{{"customer":"cus_1","created":1,{rest}}}"#);
        serde_json::from_str(&text).expect("a subscription")
    }

    #[test]
    fn live_by_status() {
        for (status, live) in [
            ("active", true),
            ("trialing", true),
            ("past_due", true),
            ("unpaid", true),
            ("incomplete", true),
            ("paused", true),
            ("a status to come", true),
            ("canceled", false),
            ("incomplete_expired", false),
        ] {
            let subscription =
                subscription(&format!(r#""status":"{status}","current_period_end":100"#));
            assert_eq!(subscription.life(99) == Life::Live, live, "{status}");
            assert_eq!(subscription.life(100), Life::Over, "{status}");
        }
    }

    #[test]
    fn period_of_either_version() {
        for (rest, life) in [
            (
                r#""current_period_end":100,"items":{"data":[{}]}"#,
                Life::Live,
            ),
            (
                r#""items":{"data":[{"current_period_end":50},{"current_period_end":100}]}"#,
                Life::Live,
            ),
            (
                r#""items":{"data":[{"current_period_end":50}]}"#,
                Life::Over,
            ),
            (
                r#""items":{"data":[{"current_period_end":50}],"has_more":true}"#,
                Life::Hidden,
            ),
            (
                r#""items":{"data":[{"current_period_end":100}],"has_more":true}"#,
                Life::Live,
            ),
            (
                r#""current_period_end":50,"items":{"data":[],"has_more":true}"#,
                Life::Over,
            ),
            (
                r#""items":{"data":[7,{"current_period_end":"soon"},{"current_period_end":100}]}"#,
                Life::Live,
            ),
            (
                r#""current_period_end":null,"items":{"data":[]}"#,
                Life::Unreadable,
            ),
            (r#""items":null"#, Life::Unreadable),
        ] {
            let subscription = subscription(&format!(r#""status":"active",{rest}"#));
            assert_eq!(subscription.life(60), life, "{rest}");
        }
    }

    #[test]
    fn metadata_names_the_very_account() {
        let account = "123e4567-e89b-12d3-a456-426614174000"
            .parse()
            .expect("an id");
        for (text, named) in [
            (
                r#"{"accountId":"123e4567-e89b-12d3-a456-426614174000"}"#,
                true,
            ),
            (
                r#"{"accountId":"123E4567-E89B-12D3-A456-426614174000","seats":3,"more":{"a":[null]}}"#,
                true,
            ),
            (
                r#"{"accountId":"123e4567-e89b-12d3-a456-426614174001"}"#,
                false,
            ),
            (
                r#"{"accountid":"123e4567-e89b-12d3-a456-426614174000"}"#,
                false,
            ),
            (r#"{"accountId":""}"#, false),
            (r#"{"accountId":7}"#, false),
            (
                r#"{"accountId":["123e4567-e89b-12d3-a456-426614174000"]}"#,
                false,
            ),
            ("{}", false),
            ("null", false),
            ("[]", false),
            (r#""text""#, false),
        ] {
            let subscription = subscription(&format!(r#""metadata":{text}"#));
            assert_eq!(subscription.names(account), named, "{text}");
        }
    }

    #[test]
    fn customer_of_each_form() {
        for (text, customer) in [
            (r#""cus_1""#, Some("cus_1")),
            (
                r#"{"id":"cus_1","object":"customer","metadata":{}}"#,
                Some("cus_1"),
            ),
            (
                r#"{"id":"cus_1","object":"customer","deleted":true}"#,
                Some("cus_1"),
            ),
            (r#""""#, None),
            (r#""not an id""#, None),
            ("null", None),
            ("{}", None),
            ("7", None),
        ] {
            let text = format!(r#"{{"customer":{text},"status":"active"}}"#);
            let subscription: Subscription = serde_json::from_str(&text).expect("a subscription");
            let found = subscription.customer();
            assert_eq!(found.as_ref().map(CustomerId::as_str), customer, "{text}");
        }
    }
}
