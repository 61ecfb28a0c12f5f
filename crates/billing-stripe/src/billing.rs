use accounts::{AccountId, Billing, BillingError, Deadline, PortalSession, ReturnUrl};
use async_trait::async_trait;
use tokio::time::{Instant, timeout_at};

use crate::call_error::{CallError, CallFailure};
use crate::portal_error::PortalError;
use crate::stripe::Stripe;

#[async_trait]
impl Billing for Stripe {
    async fn open_portal(
        &self,
        account: AccountId,
        return_url: &ReturnUrl,
        deadline: Deadline,
    ) -> Result<Option<PortalSession>, BillingError> {
        let own = Instant::now() + self.deadline;
        let deadline = own.min(Instant::from_std(deadline.as_instant()));
        let opened = timeout_at(deadline, self.open(account, return_url, deadline)).await;
        Ok(opened.unwrap_or(Err(PortalError::Timeout))?)
    }

    /// Judges by the calls that were made, and makes none: a probe every few seconds from every replica would be a load of its own.
    /// Unready for a few seconds at a time only, because Stripe's return shows in requests alone.
    async fn ping(&self) -> Result<(), BillingError> {
        let Some(wait) = self.api.open_for() else {
            return Ok(());
        };
        let error = CallError {
            call: "any call",
            cause: CallFailure::CircuitOpen(wait),
        };
        Err(PortalError::from(error).into())
    }
}
