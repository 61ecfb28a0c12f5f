use accounts::{AccountId, CustomerId};
use jiff::Timestamp;
use metrics::counter;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use tokio::time::Instant;

use crate::ask::Api;
use crate::call::{Call, Endpoint};
use crate::call_error::Nonsense;
use crate::failed::Failed;
use crate::loose::Loose;
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

impl Api {
    /// The customers of the account's subscriptions. What was subscribed within the last minute may be missing.
    pub(crate) async fn search_subscriptions(
        &self,
        account: AccountId,
        deadline: Instant,
    ) -> Result<Found, Failed> {
        let now = Timestamp::now().as_second();
        let endpoint = Endpoint::SubscriptionSearch;
        let mut found = Found::default();
        for object in self
            .search::<Subscription>(endpoint, account, deadline)
            .await?
        {
            let Loose::Read(subscription) = object else {
                skipped(endpoint);
                continue;
            };
            if !subscription.names(account) {
                continue;
            }
            let life = subscription.life(now);
            match subscription.customer() {
                Some(customer) => found.candidates.push(Candidate {
                    live: life == Life::Live,
                    created: subscription.created(),
                    customer,
                }),
                None => {
                    skipped(endpoint);
                    found.incomplete |= life != Life::Over;
                }
            }
        }
        found.sort();
        Ok(found)
    }

    /// The customers that are the account's by themselves. Who came within the last minute may be missing.
    pub(crate) async fn search_customers(
        &self,
        account: AccountId,
        deadline: Instant,
    ) -> Result<Found, Failed> {
        let endpoint = Endpoint::CustomerSearch;
        let mut found = Found::default();
        for object in self.search::<Customer>(endpoint, account, deadline).await? {
            let Loose::Read(customer) = object else {
                skipped(endpoint);
                continue;
            };
            let ours = customer.metadata.get();
            let deleted = customer.deleted.get().copied().unwrap_or_default();
            if deleted || !ours.is_some_and(|metadata| metadata.names(account)) {
                continue;
            }
            match customer.id.get().and_then(|id| id.parse().ok()) {
                Some(id) => found.candidates.push(Candidate {
                    live: false,
                    created: customer.created.get().copied().unwrap_or_default(),
                    customer: id,
                }),
                None => {
                    skipped(endpoint);
                    found.incomplete = true;
                }
            }
        }
        found.sort();
        Ok(found)
    }

    /// Every object that is found, page by page.
    async fn search<T: DeserializeOwned>(
        &self,
        endpoint: Endpoint,
        account: AccountId,
        deadline: Instant,
    ) -> Result<Vec<Loose<T>>, Failed> {
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
                    .ok_or_else(|| Failed::nonsense(endpoint, Nonsense::TooMany))?,
            );
        }
        Err(Failed::nonsense(endpoint, Nonsense::TooMany))
    }
}

impl Found {
    fn sort(&mut self) {
        let newest_live_first = |one: &Candidate| std::cmp::Reverse((one.live, one.created));
        self.candidates.sort_by_key(newest_live_first);
        let mut seen = std::collections::HashSet::new();
        self.candidates
            .retain(|one| seen.insert(one.customer.clone()));
    }
}

/// Counts an object of Stripe's that could not be read, and was passed over.
pub(crate) fn skipped(endpoint: Endpoint) {
    counter!("stripe_objects_skipped_total", "call" => endpoint.name()).increment(1);
    tracing::warn!(
        call = endpoint.name(),
        "an object in Stripe's answer cannot be read: passed over"
    );
}
