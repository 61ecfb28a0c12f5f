use accounts_api::apis::subscriptions::{CreateSubscriptionPortalAnswer, Subscriptions};
use accounts_api::models::{
    CreateSubscriptionPortalRequest, CreateSubscriptionPortalResponse,
    SubscriptionPortalErrorResponse,
};
use async_trait::async_trait;
use secrecy::ExposeSecret;
use tracing::Instrument as _;
use tracing::field::Empty;

use crate::account::AccountId;
use crate::billing::BillingError;
use crate::deadline::Deadline;
use crate::error_response::{NO_SUBSCRIPTION, RETURN_URL_REFUSED};
use crate::failure::Failure;
use crate::portal_counts::{PortalCounts, PortalOutcome};
use crate::service::AccountsService;
use crate::traces::TRACES;

#[async_trait]
impl Subscriptions for AccountsService {
    async fn create_subscription_portal(
        &self,
        account: AccountId,
        body: CreateSubscriptionPortalRequest,
    ) -> Result<CreateSubscriptionPortalAnswer, Failure> {
        let return_url = match self.return_urls.check(body.return_url.as_str()) {
            Ok(return_url) => return_url,
            Err(problem) => return Ok(bad_request(format!("returnUrl {problem}"))),
        };
        let span = tracing::trace_span!(target: TRACES, "open portal", outcome = Empty);
        let counted = PortalOutcome::of(&self.portals);
        let deadline = Deadline::current();
        let opened = self.billing.open_portal(account, &return_url, deadline);
        let opened = opened.instrument(span.clone()).await;
        let outcome = opened
            .as_ref()
            .map_or_else(BillingError::label, |_| PortalCounts::OPENED);
        span.record("outcome", outcome);
        counted.is(outcome);
        let session = match opened {
            Ok(session) => session,
            Err(BillingError::NoActiveSubscription) => {
                return Ok(bad_request(NO_SUBSCRIPTION.to_owned()));
            }
            Err(BillingError::ReturnUrlRefused) => {
                return Ok(bad_request(RETURN_URL_REFUSED.to_owned()));
            }
            Err(error) => return Err(Failure::Billing(error)),
        };
        let url = session
            .url
            .expose_secret()
            .parse()
            .map_err(|problem| Failure::Billing(BillingError::BadAnswer(Box::new(problem))))?;
        Ok(CreateSubscriptionPortalAnswer::Status200(
            CreateSubscriptionPortalResponse {
                id: session.id,
                url,
            },
        ))
    }
}

fn bad_request(error: String) -> CreateSubscriptionPortalAnswer {
    CreateSubscriptionPortalAnswer::Status400(SubscriptionPortalErrorResponse { error })
}
