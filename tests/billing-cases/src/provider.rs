use accounts::{AccountId, Billing};
use async_trait::async_trait;

/// Whether the time that a subscription was paid for still runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// It does.
    Running,
    /// It is over, and no other one has begun.
    Over,
}

/// A provider in which accounts can be put into each state.
#[async_trait]
pub trait Provider: Send + Sync {
    /// The provider.
    fn billing(&self) -> &dyn Billing;

    /// A new account with a subscription in this status (Stripe's word).
    async fn account(&self, status: &'static str, period: Period) -> AccountId;

    /// A new account that never had a subscription.
    async fn stranger(&self) -> AccountId;
}
