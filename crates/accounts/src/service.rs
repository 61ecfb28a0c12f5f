use std::pin::pin;
use std::sync::Arc;

use accounts_api::{Authenticate, Operation, Presented, Rejection, Service};
use async_trait::async_trait;
use axum::response::Response;
use metrics::{Counter, counter};
use tracing::Instrument as _;
use tracing::field::Empty;

use crate::account::AccountId;
use crate::account_rate::AccountRate;
use crate::authentication_metrics::{self, Limit};
use crate::authenticator::Authenticator;
use crate::billing::Billing;
use crate::error_response;
use crate::request_context::RequestContext;
use crate::return_url::ReturnUrlPolicy;
use crate::service_error::ServiceError;
use crate::traces::TRACES;

/// The implementation of the contract: wires credentials and billing provider to the generated traits.
pub struct AccountsService {
    authenticator: Authenticator,
    pub(crate) billing: Arc<dyn Billing>,
    pub(crate) return_urls: ReturnUrlPolicy,
    rate: Option<AccountRate>,
    pub(crate) opened: Counter,
}

impl AccountsService {
    /// A service for those whom `authenticator` knows.
    pub fn new(
        authenticator: Authenticator,
        billing: Arc<dyn Billing>,
        return_urls: ReturnUrlPolicy,
    ) -> Self {
        let opened = counter!("billing_portal_sessions_total", "outcome" => "opened");
        opened.increment(0);
        Self {
            opened,
            authenticator,
            billing,
            return_urls,
            rate: None,
        }
    }

    /// Refuses requests of an account that come more often than this, whatever they ask for.
    pub fn with_account_rate(mut self, rate: AccountRate) -> Self {
        self.rate = Some(rate);
        self
    }

    fn check_rate(&self, account: AccountId) -> Result<(), ServiceError> {
        let Some(rate) = &self.rate else {
            return Ok(());
        };
        rate.check(account).map_err(|wait| {
            authentication_metrics::count_limited(Limit::AccountRate);
            ServiceError::TooManyRequests(wait)
        })
    }
}

#[async_trait]
impl Authenticate for AccountsService {
    type Principal = AccountId;

    async fn authenticate(
        &self,
        _operation: &'static Operation,
        presented: Presented<'_>,
    ) -> Result<AccountId, ServiceError> {
        let span = tracing::trace_span!(
            target: TRACES,
            "authenticate",
            account_id = Empty,
            error.r#type = Empty
        );
        // Pinned here, for it is large, and would be copied into what instruments it.
        let identified = pin!(self.authenticator.identify(&presented));
        let caller = identified.instrument(span.clone()).await;
        let caller = caller.inspect_err(|error| {
            span.record("error.type", error.label());
        })?;
        let account = caller.account;
        span.record("account_id", tracing::field::display(account));
        RequestContext::with_current(|context| context.caller.set(caller).ok());
        // Here, because the body is read after it: a request too many costs nothing more.
        self.check_rate(account)?;
        Ok(account)
    }
}

impl Service for AccountsService {
    type Error = ServiceError;

    fn refuse(&self, rejection: Rejection) -> Response {
        if let Rejection::Credentials { problem, .. } = &rejection {
            authentication_metrics::count_malformed(problem.into());
        }
        error_response::refused(&rejection)
    }

    fn fail(&self, _operation: &'static Operation, error: ServiceError) -> Response {
        error.render()
    }
}

#[cfg(test)]
mod tests;
