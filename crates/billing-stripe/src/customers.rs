use accounts::{AccountId, CustomerId};
use serde::Deserialize;
use tokio::time::Instant;

use crate::ask::Api;
use crate::call::Call;
use crate::failed::Failed;
use crate::subscription::{ACCOUNT_KEY, Metadata, Page};

const SEARCH: &str = "search customers";

/// A customer, as far as it matters (<https://docs.stripe.com/api/customers/object>).
#[derive(Debug, Deserialize)]
struct Customer {
    id: String,
    /// Seconds since 1970.
    #[serde(default)]
    created: i64,
    #[serde(default)]
    deleted: bool,
    #[serde(default)]
    metadata: Metadata,
}

impl Api {
    /// The account's newest customer. Who came within the last minute may be missing. `except` is left out.
    pub(crate) async fn customer_of(
        &self,
        account: AccountId,
        except: Option<&CustomerId>,
        deadline: Instant,
    ) -> Result<Option<CustomerId>, Failed> {
        let query = format!("metadata['{ACCOUNT_KEY}']:'{account}'");
        let parameters = [("query", query.as_str()), ("limit", "100")];
        let call = Call::get(SEARCH, "/v1/customers/search", &parameters);
        let page: Page<Customer> = self.ask(&call, deadline).await?;
        page.data
            .iter()
            .filter(|one| one.metadata.names(account) && !one.deleted)
            .filter(|one| except.is_none_or(|except| except.as_str() != one.id))
            .max_by_key(|one| one.created)
            .map(|one| Failed::customer(SEARCH, &one.id))
            .transpose()
    }
}
