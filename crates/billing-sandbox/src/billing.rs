use accounts::{AccountId, Billing, BillingError, Deadline, PortalSession, ReturnUrl};
use async_trait::async_trait;

use crate::query::bounded;
use crate::sandbox::Sandbox;
use crate::session::OpenedSession;
use crate::store_error::StoreError;

#[async_trait]
impl Billing for Sandbox {
    async fn open_portal(
        &self,
        account: AccountId,
        return_url: &ReturnUrl,
        _deadline: Deadline,
    ) -> Result<Option<PortalSession>, BillingError> {
        let opened = self.open_session(account, return_url).await;
        let opened = opened.map_err(unavailable)?;
        Ok(opened.map(|OpenedSession { id, token }| PortalSession {
            id: id.to_string(),
            url: format!("{}/{id}?token={}", self.pages_url(), token.expose()).into(),
        }))
    }

    async fn ping(&self) -> Result<(), BillingError> {
        let query = sql::query("SELECT account FROM sandbox_subscriptions LIMIT 1");
        let row = bounded(query.fetch_optional(self.pool())).await;
        row.map(drop).map_err(unavailable)
    }
}

fn unavailable(error: StoreError) -> BillingError {
    BillingError::Unavailable {
        retry_after: None,
        cause: error.into(),
    }
}
