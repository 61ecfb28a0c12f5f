use accounts::{AccountId, Billing, BillingError, Deadline, PortalSession, ReturnUrl};
use async_trait::async_trait;
use tokio::time::{Instant, timeout_at};

use crate::call_error::{CallError, Why};
use crate::failed::Failed;
use crate::stripe::Stripe;

#[async_trait]
impl Billing for Stripe {
    async fn open_portal(
        &self,
        account: AccountId,
        return_url: &ReturnUrl,
        deadline: Deadline,
    ) -> Result<PortalSession, BillingError> {
        let own = Instant::now() + self.deadline;
        let deadline = own.min(Instant::from_std(deadline.as_instant()));
        let opened = timeout_at(deadline, self.open(account, return_url, deadline)).await;
        Ok(opened.unwrap_or(Err(Failed::Late))?)
    }

    /// Tells from the calls that were made, and makes none: a probe every few seconds from every replica would be a load of its
    /// own. Unready for a few seconds at a time only, because Stripe's return shows in requests alone.
    async fn ping(&self) -> Result<(), BillingError> {
        match self.api.resting() {
            None => Ok(()),
            Some(wait) => Err(Failed::from(CallError {
                call: "any call",
                why: Why::Resting(wait),
            })
            .into()),
        }
    }
}
