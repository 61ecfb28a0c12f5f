use accounts::{AccountId, CustomerId};
use tokio::time::Instant;

use crate::failed::Failed;
use crate::stripe::Stripe;

impl Stripe {
    /// The customer that the account is, with a live subscription: the one remembered, else the one that Stripe finds.
    ///
    /// `gone` is a customer of whom Stripe said just now that there is none; a search may still find it.
    pub(crate) async fn find(
        &self,
        account: AccountId,
        gone: Option<&CustomerId>,
        deadline: Instant,
    ) -> Result<CustomerId, Failed> {
        let known = self.customers.customer(account).await?;
        let Some(known) = known.filter(|known| Some(known) != gone) else {
            return self.search(account, gone, deadline).await;
        };
        match self.api.has_live_subscription(&known, deadline).await {
            Ok(true) => Ok(known),
            Ok(false) => self.search_another(account, &known, deadline).await,
            Err(error) if error.is_unknown_customer() => {
                self.forget(account, &known).await?;
                self.search(account, Some(&known), deadline).await
            }
            Err(error) => Err(error),
        }
    }

    pub(crate) async fn forget(
        &self,
        account: AccountId,
        customer: &CustomerId,
    ) -> Result<(), Failed> {
        tracing::info!(%account, "Stripe no longer knows the account's customer");
        self.customers.forget_customer(account, customer).await?;
        Ok(())
    }

    /// At most three calls: two searches, and the list of subscriptions that none of them replaces, because searches lag behind.
    async fn search(
        &self,
        account: AccountId,
        gone: Option<&CustomerId>,
        deadline: Instant,
    ) -> Result<CustomerId, Failed> {
        let subscribed = self.api.subscribed_customer(account, gone, deadline);
        let (customer, live) = match subscribed.await? {
            Some(found) => found,
            None => {
                let customer = self.api.customer_of(account, gone, deadline).await?;
                (customer.ok_or(Failed::NoSubscription)?, false)
            }
        };
        if live || self.has_live(&customer, deadline).await? {
            self.remember(account, &customer).await;
            return Ok(customer);
        }
        Err(Failed::NoSubscription)
    }

    /// For an account whose remembered customer has nothing live: it may have subscribed anew as another customer.
    async fn search_another(
        &self,
        account: AccountId,
        known: &CustomerId,
        deadline: Instant,
    ) -> Result<CustomerId, Failed> {
        let subscribed = self.api.subscribed_customer(account, Some(known), deadline);
        match subscribed.await {
            Ok(Some((customer, true))) => {
                self.remember(account, &customer).await;
                Ok(customer)
            }
            Ok(_) => Err(Failed::NoSubscription),
            // Where search is not offered, the remembered customer is all there is, and of that one Stripe told.
            Err(error) if error.is_bad_request() => Err(Failed::NoSubscription),
            Err(error) => Err(error),
        }
    }

    async fn has_live(&self, customer: &CustomerId, deadline: Instant) -> Result<bool, Failed> {
        match self.api.has_live_subscription(customer, deadline).await {
            // Found by a search that is behind.
            Err(error) if error.is_unknown_customer() => Ok(false),
            answer => answer,
        }
    }

    /// Spares the searches next time. Whoever asked has the answer either way.
    async fn remember(&self, account: AccountId, customer: &CustomerId) {
        if let Err(error) = self.customers.remember_customer(account, customer).await {
            tracing::warn!(%account, "the customer cannot be remembered: {error}");
        }
    }
}
