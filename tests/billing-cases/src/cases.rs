use std::collections::HashSet;

use accounts::{AccountId, PortalSession, ReturnUrl, ReturnUrlPolicy};
use secrecy::ExposeSecret as _;
use url::Url;

use crate::provider::{Period, Provider};

/// Runs every case.
///
/// # Panics
/// When the provider does otherwise.
pub async fn all(provider: &dyn Provider) {
    provider.billing().ping().await.expect("up");
    live_subscriptions_open_the_portal(provider).await;
    others_do_not(provider).await;
    every_session_is_another(provider).await;
}

async fn live_subscriptions_open_the_portal(provider: &dyn Provider) {
    for status in ["active", "trialing", "past_due"] {
        let account = provider.account(status, Period::Running).await;
        let session = open(provider, account).await.expect(status);
        let url = session.url.expose_secret();
        assert!(!session.id.is_empty());
        assert!(url.parse::<Url>().is_ok(), "{url}");
        assert!(!format!("{session:?}").contains(url));
    }
}

async fn others_do_not(provider: &dyn Provider) {
    for (status, period) in [
        ("canceled", Period::Running),
        ("canceled", Period::Over),
        ("active", Period::Over),
        ("trialing", Period::Over),
        ("past_due", Period::Over),
        ("incomplete_expired", Period::Running),
    ] {
        let account = provider.account(status, period).await;
        assert_none(provider, account, &format!("{status} {period:?}")).await;
    }
    assert_none(provider, provider.stranger().await, "stranger").await;
    assert_none(provider, AccountId::random(), "no account").await;
}

async fn assert_none(provider: &dyn Provider, account: AccountId, case: &str) {
    let session = open(provider, account).await;
    assert!(session.is_none(), "{case}: {session:?}");
}

/// A session of the account, where the provider opens one.
async fn open(provider: &dyn Provider, account: AccountId) -> Option<PortalSession> {
    let billing = provider.billing();
    let deadline = accounts::Deadline::never();
    let opened = billing.open_portal(account, &way_back(), deadline).await;
    opened.expect("an answer")
}

async fn every_session_is_another(provider: &dyn Provider) {
    let account = provider.account("active", Period::Running).await;
    let (mut ids, mut urls) = (HashSet::new(), HashSet::new());
    for _ in 0..20 {
        let session = open(provider, account).await.expect("opened");
        assert!(ids.insert(session.id));
        assert!(urls.insert(session.url.expose_secret().to_owned()));
    }
}

fn way_back() -> ReturnUrl {
    let text = "https://example.com/settings?a=1&b=%C3%BC";
    ReturnUrlPolicy::default().check(text).expect(text)
}
