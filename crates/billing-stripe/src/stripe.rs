use std::sync::Arc;
use std::time::Duration;

use accounts::{AccountId, AccountRate, CustomerId, Customers, PortalSession, ReturnUrl};
use lookups::Lookups;
use metrics::{Counter, counter};
use tokio::time::{Instant, sleep};

use crate::api::Api;
use crate::error_response::ErrorResponse;
use crate::look_up::{LookUp, NONE_LASTS, Request};
use crate::options::StripeOptions;
use crate::portal_error::PortalError;
use crate::provider_account::ProviderAccount;
use crate::search_queue::SearchQueue;
use crate::slots::Slots;

/// Most accounts whose look-up is remembered for a short time.
const MAX_CACHED: u64 = 10_000;

/// Most customers of one account that Stripe may say it does not know although it finds them.
const MAX_UNKNOWN: usize = 3;

/// Opens portal sessions at Stripe.
pub struct Stripe {
    pub(crate) api: Arc<Api>,
    pub(crate) customers: Arc<dyn Customers>,
    /// The latest look-ups. Requests for one account that come at once share one.
    look_ups: Lookups<AccountId, LookUp>,
    live_lasts: Duration,
    slots: Slots,
    pace: Option<AccountRate>,
    pub(crate) search_queue: SearchQueue,
    pub(crate) provider_account: ProviderAccount,
    portal_configuration: Option<String>,
    /// Longest time for a request, whatever its own deadline.
    pub(crate) deadline: Duration,
}

/// Why Stripe cannot be called at all.
#[derive(Debug, thiserror::Error)]
#[error(
    "the HTTP client cannot be made; is there a package of root certificates, such as ca-certificates?"
)]
pub struct StripeError(#[source] pub(crate) reqwest::Error);

impl Stripe {
    /// A provider over Stripe that remembers customers in `customers`. Makes no call yet.
    ///
    /// # Errors
    /// [`StripeError`] when the machine has no root certificates, or those of the options do not fit.
    pub fn new(
        options: &StripeOptions,
        customers: Arc<dyn Customers>,
    ) -> Result<Self, StripeError> {
        for cause in ["no_slot", "displaced"] {
            shed(cause).increment(0);
        }
        Ok(Self {
            api: Arc::new(Api::new(options).map_err(StripeError)?),
            provider_account: ProviderAccount::default(),
            customers,
            look_ups: Lookups::new(
                "subscriptions",
                MAX_CACHED,
                // An entry is as old as its look-up, which takes this long at most.
                options.subscription_cache.max(NONE_LASTS) + options.deadline,
                |look_up| look_up.customer.is_ok(),
            ),
            live_lasts: options.subscription_cache,
            slots: Slots::new(options.max_in_flight),
            pace: options
                .account_pace
                .map(|pace| AccountRate::new(pace.per_second, pace.burst)),
            search_queue: SearchQueue::new(options.searches_per_second),
            portal_configuration: options.portal_configuration.clone(),
            deadline: options.deadline,
        })
    }

    pub(crate) async fn open(
        &self,
        account: AccountId,
        return_url: &ReturnUrl,
        deadline: Instant,
    ) -> Result<Option<PortalSession>, PortalError> {
        // There is no queue: a request without a slot is refused at once.
        let Some(slot) = self.slots.take(account) else {
            shed("no_slot").increment(1);
            return Err(PortalError::Overloaded);
        };
        let opened = slot.hold(self.open_in_slot(account, return_url, deadline));
        opened.await.unwrap_or_else(|| {
            shed("displaced").increment(1);
            Err(PortalError::Overloaded)
        })
    }

    /// `None` when the account has no live subscription.
    async fn open_in_slot(
        &self,
        account: AccountId,
        return_url: &ReturnUrl,
        deadline: Instant,
    ) -> Result<Option<PortalSession>, PortalError> {
        self.keep_pace(account).await;
        let mut unknown = Vec::new();
        while unknown.len() < MAX_UNKNOWN {
            let Some(customer) = self.live(account, &unknown, deadline).await? else {
                return Ok(None);
            };
            let configuration = self.portal_configuration.as_deref();
            let created = self
                .api
                .create_session(&customer, return_url, configuration, deadline)
                .await;
            match created {
                Err(error) if error.is_refusal(ErrorResponse::is_unknown_customer) => {
                    self.look_ups.forget(account);
                    let link = self.customers.customer(account).await?;
                    if let Some(link) = link.filter(|link| link.customer == customer) {
                        self.forget(account, &link).await?;
                    }
                    unknown.push(customer);
                }
                created => return created.map(Some),
            }
        }
        Err(PortalError::AllUnknown)
    }

    /// Waits while the account's requests come faster than they may go out: a burst of one account must not use up what Stripe takes in
    /// a second from all.
    async fn keep_pace(&self, account: AccountId) {
        let Some(pace) = &self.pace else {
            return;
        };
        while let Err(wait) = pace.check(account) {
            sleep(wait).await;
        }
    }

    /// The account's customer with a live subscription, remembered or looked up.
    async fn live(
        &self,
        account: AccountId,
        unknown: &[CustomerId],
        deadline: Instant,
    ) -> Result<Option<CustomerId>, PortalError> {
        let request = Request {
            came: Instant::now(),
            deadline,
            live_lasts: self.live_lasts,
            unknown,
        };
        let find = || self.find(account, unknown, deadline);
        let is_usable = |known: &LookUp| request.can_use(known);
        self.look_ups.find(account, is_usable, find).await.customer
    }
}

/// Requests refused at once: there was no slot, or theirs was given to another account.
fn shed(cause: &'static str) -> Counter {
    counter!("stripe_requests_shed_total", "cause" => cause)
}
