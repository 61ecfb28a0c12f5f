use accounts::{AccountId, Billing};
use async_trait::async_trait;
use billing_cases::{Period, Provider};
use serde_json::json;

use crate::world::{World, tomorrow};

#[async_trait]
impl Provider for World {
    fn billing(&self) -> &dyn Billing {
        self.stripe.as_ref()
    }

    async fn account(&self, status: &'static str, period: Period) -> AccountId {
        let account = World::account(self).await;
        let customer = format!("cus_{}", &account.to_string()[..8]);
        let metadata = json!({"accountId": account.to_string()});
        let end = match period {
            Period::Running => tomorrow(),
            Period::Over => 1_700_000_000,
        };
        self.fake.add_customer(&customer, metadata.clone());
        self.fake.add_subscription(&customer, status, end, metadata);
        account
    }

    async fn stranger(&self) -> AccountId {
        World::account(self).await
    }
}

#[tokio::test]
async fn suite_of_the_port() {
    billing_cases::all(&World::new().await).await;
}
