use accounts::{AccountId, CustomerId, CustomerLink, LinkMaker};
use tokio::time::Instant;

use crate::api::not_made;
use crate::call::Endpoint;
use crate::call_error::{CallFailure, InvalidResponse};
use crate::error_response::ErrorResponse;
use crate::look_up::LookUp;
use crate::portal_error::PortalError;
use crate::search::Found;
use crate::stripe::Stripe;

/// Most customers of one account that are looked at.
const MAX_CANDIDATES: usize = 20;

impl Stripe {
    /// The customer that the account is, with a live subscription: the one that it is linked to, else one that Stripe finds.
    ///
    /// `unknown` are customers that Stripe has just said do not exist; a search may still find them.
    pub(crate) async fn find(
        &self,
        account: AccountId,
        unknown: &[CustomerId],
        deadline: Instant,
    ) -> LookUp {
        let asked = Instant::now();
        LookUp {
            customer: self.live_customer(account, unknown, deadline).await,
            asked,
            answered: Instant::now(),
        }
    }

    async fn live_customer(
        &self,
        account: AccountId,
        unknown: &[CustomerId],
        deadline: Instant,
    ) -> Result<Option<CustomerId>, PortalError> {
        let link = self.customers.customer(account).await?;
        let mut ruled_out = unknown.to_vec();
        let mut linked_has_none = false;
        if let Some(link) = &link
            && !ruled_out.contains(&link.customer)
        {
            match self
                .api
                .has_live_subscription(&link.customer, deadline)
                .await
            {
                Ok(true) => return Ok(Some(link.customer.clone())),
                Ok(false) => linked_has_none = true,
                Err(error) if error.is_refusal(ErrorResponse::is_unknown_customer) => {
                    self.forget(account, link).await?
                }
                Err(error) => return Err(error),
            }
            ruled_out.push(link.customer.clone());
        }
        match self.search(account, ruled_out, deadline).await {
            Ok(Some(customer)) => {
                self.remember(account, &customer, link.as_ref()).await;
                Ok(Some(customer))
            }
            // Where search is not offered, the linked customer is all there is, and that one has none.
            Err(error) if linked_has_none && error.is_refusal(ErrorResponse::is_bad_request) => {
                Ok(None)
            }
            found => found,
        }
    }

    /// For a customer that Stripe does not know. A link that was made manually is kept: somebody has to look at it.
    pub(crate) async fn forget(
        &self,
        account: AccountId,
        link: &CustomerLink,
    ) -> Result<(), PortalError> {
        if link.maker == LinkMaker::Manual {
            return Err(PortalError::UnknownLink(link.customer.clone()));
        }
        tracing::info!(%account, "Stripe no longer knows the account's customer");
        self.customers
            .forget_customer(account, &link.customer)
            .await?;
        Ok(())
    }

    /// Looks at every customer that both searches find. What a search returns may be out of date; a list is not.
    async fn search(
        &self,
        account: AccountId,
        mut ruled_out: Vec<CustomerId>,
        deadline: Instant,
    ) -> Result<Option<CustomerId>, PortalError> {
        self.may_search(account, deadline).await?;
        let subscribed = self.api.search_subscriptions(account, deadline).await?;
        let mut incomplete = subscribed.incomplete;
        if let Some(found) = self
            .first_live(subscribed, &mut ruled_out, deadline)
            .await?
        {
            return Ok(Some(found));
        }
        let people = self.api.search_customers(account, deadline).await?;
        incomplete |= people.incomplete;
        if let Some(found) = self.first_live(people, &mut ruled_out, deadline).await? {
            return Ok(Some(found));
        }
        match incomplete {
            false => Ok(None),
            // There may be one.
            true => Err(PortalError::invalid(
                Endpoint::SubscriptionSearch,
                InvalidResponse::Unreadable,
            )),
        }
    }

    async fn first_live(
        &self,
        found: Found,
        ruled_out: &mut Vec<CustomerId>,
        deadline: Instant,
    ) -> Result<Option<CustomerId>, PortalError> {
        for candidate in found.candidates {
            if ruled_out.contains(&candidate.customer) {
                continue;
            }
            if candidate.live || self.has_live(&candidate.customer, deadline).await? {
                return Ok(Some(candidate.customer));
            }
            ruled_out.push(candidate.customer);
            if ruled_out.len() > MAX_CANDIDATES {
                return Err(PortalError::invalid(
                    Endpoint::SubscriptionSearch,
                    InvalidResponse::TooMany,
                ));
            }
        }
        Ok(None)
    }

    async fn has_live(
        &self,
        customer: &CustomerId,
        deadline: Instant,
    ) -> Result<bool, PortalError> {
        match self.api.has_live_subscription(customer, deadline).await {
            // Found by a search that is out of date.
            Err(error) if error.is_refusal(ErrorResponse::is_unknown_customer) => Ok(false),
            answer => answer,
        }
    }

    /// Waits for the account's turn to search.
    async fn may_search(&self, account: AccountId, deadline: Instant) -> Result<(), PortalError> {
        let endpoint = Endpoint::SubscriptionSearch;
        // Whoever would be refused after the wait is refused before it.
        self.api.may_call(endpoint)?;
        match self.search_queue.wait(account, deadline).await {
            true => Ok(()),
            false => Err(not_made(endpoint, CallFailure::SearchQueueFull).into()),
        }
    }

    /// Spares the searches next time. Whoever asked gets the answer either way.
    async fn remember(
        &self,
        account: AccountId,
        customer: &CustomerId,
        link: Option<&CustomerLink>,
    ) {
        let known = link.map(|link| &link.customer);
        let remembered = self
            .customers
            .remember_customer(account, customer, known)
            .await;
        match remembered {
            Ok(true) => self.provider_account.remember(&self.api, &self.customers),
            // Somebody else was faster.
            Ok(false) => {}
            Err(error) => tracing::warn!(%account, "the customer cannot be remembered: {error}"),
        }
    }
}
