use std::sync::Arc;
use std::time::Duration;

use accounts::{AccountId, CustomerId, Customers, Lookups, PortalSession, ReturnUrl};
use metrics::counter;
use tokio::sync::Semaphore;
use tokio::time::Instant;

use crate::ask::Api;
use crate::failed::Failed;
use crate::options::StripeOptions;

/// Most accounts whose live subscription is remembered for a short time.
const MOST_CACHED: u64 = 10_000;

/// Opens portal sessions at Stripe.
pub struct Stripe {
    pub(crate) api: Api,
    pub(crate) customers: Arc<dyn Customers>,
    /// The customers of accounts with a live subscription. Requests for one account that come at once share one look-up.
    live: Lookups<AccountId, CustomerId, Failed>,
    places: Semaphore,
    portal_configuration: Option<String>,
    pub(crate) deadline: Duration,
}

/// Why Stripe cannot be called at all.
#[derive(Debug, thiserror::Error)]
#[error(
    "the HTTP client cannot be made; is there a package of root certificates, such as ca-certificates?"
)]
pub struct StripeError(#[source] pub(crate) reqwest::Error);

impl Stripe {
    /// A provider over Stripe that remembers customers in `customers`. Calls nobody yet.
    ///
    /// # Errors
    /// [`StripeError`] when the machine has no root certificates, or those of the options do not fit.
    pub fn new(
        options: &StripeOptions,
        customers: Arc<dyn Customers>,
    ) -> Result<Self, StripeError> {
        Ok(Self {
            api: Api::new(options).map_err(StripeError)?,
            customers,
            live: Lookups::new("subscriptions", MOST_CACHED, options.subscription_cache),
            places: Semaphore::new(options.max_in_flight),
            portal_configuration: options.portal_configuration.clone(),
            deadline: options.deadline,
        })
    }

    pub(crate) async fn open(
        &self,
        account: AccountId,
        return_url: &ReturnUrl,
        deadline: Instant,
    ) -> Result<PortalSession, Failed> {
        // Nobody queues: who comes when all places are taken is told so at once.
        let _place = self.places.try_acquire().map_err(|_| {
            counter!("stripe_requests_shed_total").increment(1);
            Failed::Overloaded
        })?;
        let customer = self.live_customer(account, None, deadline).await?;
        match self.create(&customer, return_url, deadline).await {
            Err(error) if error.is_unknown_customer() => {}
            answer => return answer,
        }
        self.live.forget(account);
        self.forget(account, &customer).await?;
        let gone = Some(&customer);
        let customer = self.live_customer(account, gone, deadline).await?;
        match self.create(&customer, return_url, deadline).await {
            Err(error) if error.is_unknown_customer() => {
                self.live.forget(account);
                self.forget(account, &customer).await?;
                Err(Failed::NoSubscription)
            }
            answer => answer,
        }
    }

    async fn live_customer(
        &self,
        account: AccountId,
        gone: Option<&CustomerId>,
        deadline: Instant,
    ) -> Result<CustomerId, Failed> {
        let find = || self.find(account, gone, deadline);
        self.live.find(account, |_| true, find).await
    }

    async fn create(
        &self,
        customer: &CustomerId,
        return_url: &ReturnUrl,
        deadline: Instant,
    ) -> Result<PortalSession, Failed> {
        let configuration = self.portal_configuration.as_deref();
        self.api
            .create_session(customer, return_url, configuration, deadline)
            .await
    }
}
