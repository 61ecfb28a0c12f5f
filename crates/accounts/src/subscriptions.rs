use accounts_api::apis::subscriptions::{CreateSubscriptionPortalResponse, Subscriptions};
use accounts_api::models::{
    self, CreateSubscriptionPortalRequest, SubscriptionPortalErrorResponse,
};
use async_trait::async_trait;
use axum::http::request::Parts;
use metrics::{Counter, counter};
use secrecy::ExposeSecret;
use tracing::Instrument as _;
use tracing::field::Empty;

use crate::account::AccountId;
use crate::billing::BillingError;
use crate::deadline::Deadline;
use crate::error_response::{NO_SUBSCRIPTION, RETURN_URL_REFUSED};
use crate::request_context::RequestContext;
use crate::service::AccountsService;
use crate::service_error::ServiceError;
use crate::traces::TRACES;

#[async_trait]
impl Subscriptions for AccountsService {
    async fn create_subscription_portal(
        &self,
        account: AccountId,
        body: CreateSubscriptionPortalRequest,
        _head: &Parts,
    ) -> Result<CreateSubscriptionPortalResponse, ServiceError> {
        let return_url = match self.return_urls.check(body.return_url.as_str()) {
            Ok(return_url) => return_url,
            Err(problem) => return Ok(bad_request(format!("returnUrl {problem}"))),
        };
        let span = tracing::trace_span!(target: TRACES, "open portal", outcome = Empty);
        let mut outcome = Outcome {
            label: "abandoned",
            opened: &self.opened,
        };
        let deadline = RequestContext::with_current(|context| context.deadline);
        let deadline = deadline.unwrap_or_else(Deadline::never);
        let opened = self.billing.open_portal(account, &return_url, deadline);
        let opened = opened.instrument(span.clone()).await;
        outcome.label = match &opened {
            Ok(Some(_)) => "opened",
            Ok(None) => "no_subscription",
            Err(error) => error.label(),
        };
        span.record("outcome", outcome.label);
        let session = match opened {
            Ok(Some(session)) => session,
            Ok(None) => return Ok(bad_request(NO_SUBSCRIPTION.to_owned())),
            Err(BillingError::ReturnUrlRefused) => {
                return Ok(bad_request(RETURN_URL_REFUSED.to_owned()));
            }
            Err(error) => return Err(ServiceError::Billing(error)),
        };
        let url = session.url.expose_secret().parse();
        let url = url.map_err(|problem| BillingError::InvalidResponse(Box::new(problem)))?;
        Ok(CreateSubscriptionPortalResponse::Status200(
            models::CreateSubscriptionPortalResponse {
                id: session.id,
                url,
            },
        ))
    }
}

fn bad_request(error: String) -> CreateSubscriptionPortalResponse {
    CreateSubscriptionPortalResponse::Status400(SubscriptionPortalErrorResponse { error })
}

/// What became of a portal session: counted once, also when the caller leaves before its end.
struct Outcome<'a> {
    label: &'static str,
    opened: &'a Counter,
}

impl Drop for Outcome<'_> {
    fn drop(&mut self) {
        match self.label {
            "opened" => self.opened.increment(1),
            label => counter!("billing_portal_sessions_total", "outcome" => label).increment(1),
        }
    }
}
