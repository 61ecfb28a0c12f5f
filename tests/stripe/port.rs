//! The suite of the port, with the adapter itself and without the program around it.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use accounts::{AccountId, Billing, Directory as _, NewAccount};
use accounts_tests::stripe::{FakeStripe, Subscription};
use async_trait::async_trait;
use billing_cases::{Period, Provider};
use billing_stripe::{Stripe, StripeOptions};
use directory::{Database, DatabaseOptions};
use jiff::Timestamp;

struct Adapter {
    fake: FakeStripe,
    stripe: Stripe,
    database: Database,
}

#[async_trait]
impl Provider for Adapter {
    fn billing(&self) -> &dyn Billing {
        &self.stripe
    }

    async fn account(&self, status: &'static str, period: Period) -> AccountId {
        let account = self.stranger().await;
        let active = Subscription::active(&account.to_string(), &format!("cus_{account}"));
        self.fake.subscribe(Subscription {
            status,
            period_end: match period {
                Period::Running => active.period_end,
                Period::Over => 1_700_000_000,
            },
            ..active
        });
        account
    }

    async fn stranger(&self) -> AccountId {
        let account = NewAccount {
            id: AccountId::random(),
            name: "Acme".to_owned(),
            created_at: Timestamp::now(),
        };
        self.database.add_account(&account).await.expect("kept");
        account.id
    }
}

#[tokio::test]
async fn suite_of_the_port() {
    let fake = FakeStripe::start();
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite:{}", folder.path().join("accounts.db").display());
    let database = Database::open(&url, DatabaseOptions::default()).await;
    let database = database.expect("opened");
    let options = StripeOptions {
        egress: egress::Egress::direct(),
        secret_key: FakeStripe::key().parse().expect("a key"),
        api_base: fake.base().parse().expect("a base"),
        portal_configuration: None,
        max_in_flight: 100,
        searches_per_second: NonZeroU32::new(1_000).expect("not zero"),
        account_pace: None,
        max_idle_connections: 10,
        subscription_cache: Duration::from_secs(30),
        deadline: Duration::from_secs(10),
    };
    let stripe = Stripe::new(&options, Arc::new(database.clone())).expect("a provider");
    let adapter = Adapter {
        fake,
        stripe,
        database,
    };
    billing_cases::all(&adapter).await;
}
