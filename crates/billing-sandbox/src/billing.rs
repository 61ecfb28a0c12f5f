use accounts::{AccountId, Billing, BillingError, Deadline, PortalSession, ReturnUrl};
use async_trait::async_trait;

use crate::query::bounded;
use crate::sandbox::Sandbox;
use crate::store_error::StoreError;

#[async_trait]
impl Billing for Sandbox {
    async fn open_portal(
        &self,
        account: AccountId,
        return_url: &ReturnUrl,
        _deadline: Deadline,
    ) -> Result<PortalSession, BillingError> {
        let opened = self
            .open_session(account, return_url)
            .await
            .map_err(unavailable)?
            .ok_or(BillingError::NoActiveSubscription)?;
        let url = format!(
            "{}/{}?token={}",
            self.pages_url(),
            opened.id,
            opened.token.expose()
        );
        Ok(PortalSession {
            id: opened.id.to_string(),
            url: url.into(),
        })
    }

    async fn ping(&self) -> Result<(), BillingError> {
        let query = sql::query("SELECT account FROM sandbox_subscriptions LIMIT 1");
        bounded(query.fetch_optional(self.pool()))
            .await
            .map_err(unavailable)?;
        Ok(())
    }
}

fn unavailable(error: StoreError) -> BillingError {
    BillingError::Unavailable {
        retry_after: None,
        cause: error.into(),
    }
}
