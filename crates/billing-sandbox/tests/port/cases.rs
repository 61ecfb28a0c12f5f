use std::collections::HashSet;

use accounts::{AccountId, Billing, BillingError};
use async_trait::async_trait;
use secrecy::ExposeSecret as _;

use crate::support::return_url;

/// A provider in which accounts can be put into each state.
#[async_trait]
pub(crate) trait Provider: Send + Sync {
    fn billing(&self) -> &dyn Billing;
    /// An account with a subscription in this status (Stripe's word), whose period still runs or not.
    async fn account(&self, status: &'static str, running: bool) -> AccountId;
    /// An account that never had a subscription.
    async fn stranger(&self) -> AccountId;
}

pub(crate) async fn all(provider: &dyn Provider) {
    let billing = provider.billing();
    let back = return_url("https://example.com/settings?a=1&b=%C3%BC");
    billing.ping().await.expect("up");

    let live = provider.account("active", true).await;
    for status in ["active", "trialing", "past_due"] {
        let account = provider.account(status, true).await;
        let session = billing.open_portal(account, &back).await;
        let session = session.unwrap_or_else(|error| panic!("{status}: {error:?}"));
        let url = session.url.expose_secret();
        assert!(!session.id.is_empty());
        assert!(url.parse::<url::Url>().is_ok(), "{url}");
        assert!(!format!("{session:?}").contains(url));
    }

    for (status, running) in [
        ("canceled", true),
        ("canceled", false),
        ("active", false),
        ("incomplete_expired", true),
    ] {
        let account = provider.account(status, running).await;
        let answer = billing.open_portal(account, &back).await;
        assert!(
            matches!(answer, Err(BillingError::NoActiveSubscription)),
            "{status} {running}: {answer:?}"
        );
    }
    for account in [provider.stranger().await, AccountId::random()] {
        let answer = billing.open_portal(account, &back).await;
        assert!(
            matches!(answer, Err(BillingError::NoActiveSubscription)),
            "{answer:?}"
        );
    }

    let (mut ids, mut urls) = (HashSet::new(), HashSet::new());
    for _ in 0..20 {
        let session = billing.open_portal(live, &back).await.expect("opened");
        assert!(ids.insert(session.id));
        assert!(urls.insert(session.url.expose_secret().to_owned()));
    }
}
