use accounts::{AccountId, CustomerId};
use jiff::Timestamp;
use metrics::counter;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use tokio::time::Instant;

use crate::api::Api;
use crate::call::{Call, Endpoint};
use crate::call_error::InvalidResponse;
use crate::loose::Loose;
use crate::portal_error::PortalError;
use crate::subscription::{ACCOUNT_KEY, Life, Metadata, Page, Subscription};

/// Most pages of one search, or of one list, that are read.
pub(crate) const MAX_PAGES: usize = 10;

/// The customers that a search found for an account.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Those with a live subscription first; of those alike the newest first.
    pub(crate) candidates: Vec<Candidate>,
    /// Whether something of the account's could not be read, so that one may be missing.
    pub(crate) incomplete: bool,
}

/// A customer that the account may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// By what the search says.
    pub(crate) live: bool,
    /// Seconds since 1970.
    created: i64,
    pub(crate) customer: CustomerId,
}

/// A customer, as far as it matters (<https://docs.stripe.com/api/customers/object>).
#[derive(Debug, Deserialize)]
struct Customer {
    #[serde(default)]
    id: Loose<String>,
    /// Seconds since 1970.
    #[serde(default)]
    created: Loose<i64>,
    #[serde(default)]
    deleted: Loose<bool>,
    #[serde(default)]
    metadata: Loose<Metadata>,
}

/// What an object of a search means for the account.
enum Match {
    Candidate(Candidate),
    /// It is of another account, or of no use.
    Other,
    /// It is the account's, and unreadable; whether a customer may be missing for that.
    Unreadable {
        incomplete: bool,
    },
}

impl Api {
    /// The customers of the account's subscriptions. What was subscribed within the last minute may be missing.
    pub(crate) async fn search_subscriptions(
        &self,
        account: AccountId,
        deadline: Instant,
    ) -> Result<Found, PortalError> {
        let now = Timestamp::now().as_second();
        let read = |subscription: Subscription| {
            if !subscription.names(account) {
                return Match::Other;
            }
            let life = subscription.life(now);
            match subscription.customer() {
                Some(customer) => Match::Candidate(Candidate {
                    live: life == Life::Live,
                    created: subscription.created(),
                    customer,
                }),
                None => Match::Unreadable {
                    incomplete: life != Life::Over,
                },
            }
        };
        self.candidates(Endpoint::SubscriptionSearch, account, deadline, read)
            .await
    }

    /// The customers that are the account's by themselves. Who came within the last minute may be missing.
    pub(crate) async fn search_customers(
        &self,
        account: AccountId,
        deadline: Instant,
    ) -> Result<Found, PortalError> {
        let read = |customer: Customer| {
            let metadata = customer.metadata.get();
            let deleted = customer.deleted.get().copied().unwrap_or_default();
            if deleted || !metadata.is_some_and(|metadata| metadata.names(account)) {
                return Match::Other;
            }
            match customer.id.get().and_then(|id| id.parse().ok()) {
                Some(id) => Match::Candidate(Candidate {
                    live: false,
                    created: customer.created.get().copied().unwrap_or_default(),
                    customer: id,
                }),
                None => Match::Unreadable { incomplete: true },
            }
        };
        self.candidates(Endpoint::CustomerSearch, account, deadline, read)
            .await
    }

    async fn candidates<T: DeserializeOwned>(
        &self,
        endpoint: Endpoint,
        account: AccountId,
        deadline: Instant,
        read: impl Fn(T) -> Match,
    ) -> Result<Found, PortalError> {
        let mut found = Found::default();
        for object in self.search::<T>(endpoint, account, deadline).await? {
            match object.into_inner().map(&read) {
                Some(Match::Candidate(candidate)) => found.candidates.push(candidate),
                Some(Match::Other) => {}
                Some(Match::Unreadable { incomplete }) => {
                    skipped(endpoint);
                    found.incomplete |= incomplete;
                }
                None => skipped(endpoint),
            }
        }
        let newest_live_first =
            |candidate: &Candidate| std::cmp::Reverse((candidate.live, candidate.created));
        found.candidates.sort_by_key(newest_live_first);
        let mut seen = std::collections::HashSet::new();
        let is_new = |candidate: &Candidate| seen.insert(candidate.customer.clone());
        found.candidates.retain(is_new);
        Ok(found)
    }

    /// Every object that is found, page by page.
    async fn search<T: DeserializeOwned>(
        &self,
        endpoint: Endpoint,
        account: AccountId,
        deadline: Instant,
    ) -> Result<Vec<Loose<T>>, PortalError> {
        // Nothing to escape: an account id is a UUID.
        let query = format!("metadata['{ACCOUNT_KEY}']:'{account}'");
        let mut objects = Vec::new();
        let mut next: Option<String> = None;
        for _ in 0..MAX_PAGES {
            let mut parameters = vec![("query", query.as_str()), ("limit", "100")];
            parameters.extend(next.as_deref().map(|page| ("page", page)));
            let call = Call::get(endpoint, &parameters);
            let page: Page<T> = self.ask(&call, deadline).await?;
            objects.extend(page.data);
            if !page.has_more {
                return Ok(objects);
            }
            // Without a name for it the rest cannot be had.
            next = Some(
                page.next_page
                    .ok_or_else(|| PortalError::invalid(endpoint, InvalidResponse::TooMany))?,
            );
        }
        Err(PortalError::invalid(endpoint, InvalidResponse::TooMany))
    }
}

/// Counts an object of Stripe's that is unreadable and was skipped.
pub(crate) fn skipped(endpoint: Endpoint) {
    counter!("stripe_objects_skipped_total", "call" => endpoint.name()).increment(1);
    tracing::warn!(
        call = endpoint.name(),
        "an object in Stripe's response is unreadable and was skipped"
    );
}
