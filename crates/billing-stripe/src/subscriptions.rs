use accounts::CustomerId;
use jiff::Timestamp;
use tokio::time::Instant;

use crate::api::Api;
use crate::call::{Call, Endpoint};
use crate::call_error::InvalidResponse;
use crate::loose::Loose;
use crate::portal_error::PortalError;
use crate::search::{MAX_PAGES, skipped};
use crate::subscription::{Life, Page, Subscription};

const LIST: Endpoint = Endpoint::Subscriptions;

impl Api {
    /// Whether the customer has a live subscription. A list of Stripe's is never out of date.
    pub(crate) async fn has_live_subscription(
        &self,
        customer: &CustomerId,
        deadline: Instant,
    ) -> Result<bool, PortalError> {
        let now = Timestamp::now().as_second();
        let after = now.to_string();
        let mut unreadable = false;
        let mut last: Option<String> = None;
        for _ in 0..MAX_PAGES {
            let mut parameters = vec![
                ("customer", customer.as_str()),
                // As the published service asks. Canceled ones are left out unless asked for.
                ("current_period_end[gt]", &after),
                ("limit", "100"),
            ];
            parameters.extend(last.as_deref().map(|id| ("starting_after", id)));
            let call = Call::get(LIST, &parameters);
            let page: Page<Subscription> = self.ask(&call, deadline).await?;
            for object in &page.data {
                match object
                    .get()
                    .map_or(Life::Unreadable, |found| found.life(now))
                {
                    // Stripe listed it because its period runs.
                    Life::Live | Life::Hidden => return Ok(true),
                    Life::Over => {}
                    Life::Unreadable => {
                        skipped(LIST);
                        unreadable = true;
                    }
                }
            }
            if !page.has_more {
                return match unreadable {
                    false => Ok(false),
                    true => Err(PortalError::invalid(LIST, InvalidResponse::Unreadable)),
                };
            }
            let id = page.data.last().and_then(Loose::get);
            let id = id.and_then(|found| found.id.get()).cloned();
            // The next page begins after an id: without one the rest cannot be had.
            last = Some(id.ok_or_else(|| PortalError::invalid(LIST, InvalidResponse::TooMany))?);
        }
        Err(PortalError::invalid(LIST, InvalidResponse::TooMany))
    }
}
