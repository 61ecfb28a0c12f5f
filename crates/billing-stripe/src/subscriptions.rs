use accounts::{AccountId, CustomerId};
use jiff::Timestamp;
use tokio::time::Instant;

use crate::ask::Api;
use crate::call::Call;
use crate::call_error::Nonsense;
use crate::failed::Failed;
use crate::subscription::{ACCOUNT_KEY, Page, Subscription};

const LIST: &str = "list subscriptions";
const SEARCH: &str = "search subscriptions";

impl Api {
    /// Whether the customer has a live subscription. A list of Stripe's is never behind.
    pub(crate) async fn has_live_subscription(
        &self,
        customer: &CustomerId,
        deadline: Instant,
    ) -> Result<bool, Failed> {
        let now = Timestamp::now().as_second();
        let after = now.to_string();
        let parameters = [
            ("customer", customer.as_str()),
            // As the published service asks. Canceled ones are left out unless asked for.
            ("current_period_end[gt]", &after),
            ("limit", "100"),
        ];
        let call = Call::get(LIST, "/v1/subscriptions", &parameters);
        let page: Page<Subscription> = self.ask(&call, deadline).await?;
        for subscription in &page.data {
            let live = subscription.is_live(now);
            if live.map_err(|why| Failed::nonsense(LIST, why))? {
                return Ok(true);
            }
        }
        if page.has_more {
            return Err(Failed::nonsense(LIST, Nonsense::TooMany));
        }
        Ok(false)
    }

    /// The customer of the account's newest live subscription, else of its newest; and whether that one is live. What was
    /// subscribed within the last minute may be missing. `except` is left out.
    pub(crate) async fn subscribed_customer(
        &self,
        account: AccountId,
        except: Option<&CustomerId>,
        deadline: Instant,
    ) -> Result<Option<(CustomerId, bool)>, Failed> {
        // Nothing to escape: an account id is a UUID.
        let query = format!("metadata['{ACCOUNT_KEY}']:'{account}'");
        let parameters = [("query", query.as_str()), ("limit", "100")];
        let call = Call::get(SEARCH, "/v1/subscriptions/search", &parameters);
        let page: Page<Subscription> = self.ask(&call, deadline).await?;
        let now = Timestamp::now().as_second();
        let mut newest = None;
        for found in page.data.iter().filter(|one| {
            one.metadata.names(account)
                && except.is_none_or(|except| except.as_str() != one.customer)
        }) {
            let live = found.is_live(now);
            let live = live.map_err(|why| Failed::nonsense(SEARCH, why))?;
            newest = newest.max(Some((live, found.created, &found.customer)));
        }
        let Some((live, _, customer)) = newest else {
            return Ok(None);
        };
        let customer = Failed::customer(SEARCH, customer)?;
        Ok(Some((customer, live)))
    }
}
