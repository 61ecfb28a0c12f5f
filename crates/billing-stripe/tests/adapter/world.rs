use std::sync::Arc;
use std::time::Duration;

use accounts::{
    AccountId, Billing as _, BillingError, CustomerId, Customers as _, Directory as _, NewAccount,
    PortalSession, ReturnUrl, ReturnUrlPolicy,
};
use billing_stripe::{Stripe, StripeOptions};
use directory::{Database, DatabaseOptions};
use serde_json::json;
use tempfile::TempDir;

use crate::fake::Fake;

pub(crate) const RETURN_URL: &str = "https://example.com/settings?a=1&b=%C3%BC";

/// The adapter, a Stripe for it to call, and a directory to remember customers in.
pub(crate) struct World {
    pub(crate) fake: Fake,
    pub(crate) stripe: Arc<Stripe>,
    pub(crate) options: StripeOptions,
    pub(crate) database: Database,
    _folder: TempDir,
}

/// A time in seconds since 1970 that is not over for a day.
pub(crate) fn tomorrow() -> i64 {
    jiff::Timestamp::now().as_second() + 24 * 60 * 60
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// A world whose options are changed first.
    pub(crate) async fn with(change: impl FnOnce(&mut StripeOptions)) -> Self {
        let fake = Fake::default();
        let base = fake.serve().await;
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite:{}", folder.path().join("accounts.db").display());
        let database = Database::open(&url, DatabaseOptions::default())
            .await
            .expect("opened");
        let mut options = StripeOptions {
            egress: egress::Egress::direct(),
            secret_key: "sk_test_canary".parse().expect("a key"),
            api_base: base.parse().expect("a base"),
            portal_configuration: None,
            max_in_flight: 100,
            searches_per_second: std::num::NonZeroU32::new(1_000).expect("not zero"),
            account_pace: None,
            max_idle_connections: 10,
            subscription_cache: Duration::from_secs(30),
            deadline: Duration::from_secs(10),
        };
        change(&mut options);
        let stripe = Stripe::new(&options, Arc::new(database.clone())).expect("a provider");
        Self {
            fake,
            stripe: Arc::new(stripe),
            options,
            database,
            _folder: folder,
        }
    }

    /// An account in the directory.
    pub(crate) async fn account(&self) -> AccountId {
        let account = NewAccount {
            id: AccountId::random(),
            name: "Acme".to_owned(),
            created_at: jiff::Timestamp::now(),
        };
        self.database.add_account(&account).await.expect("kept");
        account.id
    }

    /// An account whose customer was found before and has a live subscription.
    pub(crate) async fn known(&self) -> AccountId {
        let account = self.account().await;
        let customer = format!("cus_{}", account.to_string().replace('-', ""));
        self.fake.add_customer(&customer, json!({}));
        self.fake
            .add_subscription(&customer, "active", tomorrow(), json!({}));
        let customer = customer.parse().expect("an id");
        let remembered = self
            .database
            .remember_customer(account, &customer, None)
            .await;
        assert!(remembered.expect("kept"));
        account
    }

    pub(crate) async fn link(&self, account: AccountId, customer: &str) {
        let customer = customer.parse().expect("an id");
        let linked = self.database.link_customer(account, &customer).await;
        linked.expect("linked");
    }

    pub(crate) async fn remembered(&self, account: AccountId) -> Option<CustomerId> {
        let link = self.database.customer(account).await;
        link.expect("an answer").map(|link| link.customer)
    }

    pub(crate) async fn open(
        &self,
        account: AccountId,
    ) -> Result<Option<PortalSession>, BillingError> {
        self.stripe
            .open_portal(account, &way_back(), accounts::Deadline::never())
            .await
    }
}

fn way_back() -> ReturnUrl {
    ReturnUrlPolicy::default().check(RETURN_URL).expect("fit")
}
