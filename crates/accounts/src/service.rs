use std::sync::Arc;

use accounts_api::{Operation, Presented, Rejection, Service};
use async_trait::async_trait;
use axum::response::Response;

use crate::account::AccountId;
use crate::authenticator::Authenticator;
use crate::billing::Billing;
use crate::error_response;
use crate::failure::Failure;
use crate::return_url::ReturnUrlPolicy;

/// The implementation of the contract: wires credentials and billing provider to the generated traits.
pub struct AccountsService {
    authenticator: Authenticator,
    pub(crate) billing: Arc<dyn Billing>,
    pub(crate) return_urls: ReturnUrlPolicy,
}

impl AccountsService {
    /// A service for those whom `authenticator` knows.
    pub fn new(
        authenticator: Authenticator,
        billing: Arc<dyn Billing>,
        return_urls: ReturnUrlPolicy,
    ) -> Self {
        Self {
            authenticator,
            billing,
            return_urls,
        }
    }
}

#[async_trait]
impl Service for AccountsService {
    type Principal = AccountId;
    type Error = Failure;

    /// Also records the account as `account_id` in the current span, for the request's log line.
    async fn authenticate(
        &self,
        _operation: &'static Operation,
        presented: Presented<'_>,
    ) -> Result<AccountId, Failure> {
        let account = self.authenticator.identify(&presented).await?;
        tracing::Span::current().record("account_id", tracing::field::display(account));
        Ok(account)
    }

    fn refuse(&self, rejection: Rejection) -> Response {
        if matches!(rejection, Rejection::Credentials { .. }) {
            self.authenticator.note_refused_form();
        }
        error_response::refused(&rejection)
    }

    fn fail(&self, _operation: &'static Operation, error: Failure) -> Response {
        error.render()
    }
}

#[cfg(test)]
mod tests;
