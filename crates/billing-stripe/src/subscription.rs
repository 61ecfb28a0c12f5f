use std::collections::HashMap;

use accounts::AccountId;
use serde::Deserialize;

use crate::call_error::Nonsense;

/// The name under which checkout keeps the account in the metadata of customers and subscriptions.
pub(crate) const ACCOUNT_KEY: &str = "accountId";

/// A page of a list or of a search.
#[derive(Debug, Deserialize)]
pub(crate) struct Page<T> {
    pub(crate) data: Vec<T>,
    #[serde(default)]
    pub(crate) has_more: bool,
}

/// Stripe's metadata: texts by name.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub(crate) struct Metadata(Option<HashMap<String, String>>);

impl Metadata {
    /// Whether it names this very account. A search may find more than it was asked for.
    pub(crate) fn names(&self, account: AccountId) -> bool {
        let named = self.0.as_ref().and_then(|texts| texts.get(ACCOUNT_KEY));
        named.and_then(|text| text.parse().ok()) == Some(account)
    }
}

/// A subscription, as far as it matters (<https://docs.stripe.com/api/subscriptions/object>).
#[derive(Debug, Deserialize)]
pub(crate) struct Subscription {
    #[serde(default)]
    pub(crate) customer: String,
    /// Seconds since 1970.
    #[serde(default)]
    pub(crate) created: i64,
    #[serde(default)]
    pub(crate) metadata: Metadata,
    status: String,
    /// Seconds since 1970; before version 2025-03-31.basil.
    current_period_end: Option<i64>,
    items: Option<Items>,
}

#[derive(Debug, Deserialize)]
struct Items {
    data: Vec<Item>,
}

#[derive(Debug, Deserialize)]
struct Item {
    /// Seconds since 1970; from version 2025-03-31.basil on.
    current_period_end: Option<i64>,
}

impl Subscription {
    /// Whether there is something to manage: not over, and its period still runs at `now` (seconds since 1970).
    pub(crate) fn is_live(&self, now: i64) -> Result<bool, Nonsense> {
        if matches!(self.status.as_str(), "canceled" | "incomplete_expired") {
            return Ok(false);
        }
        Ok(self.period_end().ok_or(Nonsense::NoPeriod)? > now)
    }

    fn period_end(&self) -> Option<i64> {
        let items = self.items.iter().flat_map(|items| &items.data);
        let latest = items.filter_map(|item| item.current_period_end).max();
        self.current_period_end.or(latest)
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
            assert_eq!(
                subscription.is_live(99).expect("a period"),
                live,
                "{status}"
            );
            assert!(!subscription.is_live(100).expect("a period"), "{status}");
        }
    }

    #[test]
    fn period_of_either_version() {
        for (rest, live) in [
            (
                r#""current_period_end":100,"items":{"data":[{}]}"#,
                Some(true),
            ),
            (
                r#""items":{"data":[{"current_period_end":50},{"current_period_end":100}]}"#,
                Some(true),
            ),
            (
                r#""items":{"data":[{"current_period_end":50}]}"#,
                Some(false),
            ),
            (r#""current_period_end":null,"items":{"data":[]}"#, None),
            (r#""items":null"#, None),
        ] {
            let subscription = subscription(&format!(r#""status":"active",{rest}"#));
            assert_eq!(subscription.is_live(60).ok(), live, "{rest}");
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
                r#"{"accountId":"123E4567-E89B-12D3-A456-426614174000"}"#,
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
            ("{}", false),
            ("null", false),
        ] {
            let metadata: Metadata = serde_json::from_str(text).expect("metadata");
            assert_eq!(metadata.names(account), named, "{text}");
        }
    }
}
