use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use accounts::{CustomerId, Customers};
use serde::Deserialize;
use tokio::time::{Instant, sleep};

use crate::api::Api;
use crate::call::Call;
use crate::call_error::{CallError, CallFailure};

/// Longest wait for a response.
const TIMEOUT: Duration = Duration::from_secs(10);

/// How long after the first link the account is asked for, so as not to slow down requests.
const DELAY: Duration = Duration::from_secs(3);

/// Links that were made before, to compare with the account of the secret key.
#[derive(Clone, Debug, Default)]
pub struct KnownLinks {
    /// The Stripe account under which the first link was made.
    pub account: Option<String>,
    /// Customers that accounts were linked to manually.
    pub customers: Vec<CustomerId>,
}

/// Something with an id that may be deleted.
#[derive(Deserialize)]
struct Object {
    id: String,
    #[serde(default)]
    deleted: bool,
}

impl Api {
    /// The Stripe account of the secret key.
    async fn own_account(&self) -> Result<String, CallError> {
        let call = Call::check("/v1/account", &[]);
        let account: Object = self.ask(&call, Instant::now() + TIMEOUT).await?;
        Ok(account.id)
    }

    /// Whether the key belongs to the account of the known links, as far as Stripe allows it to look.
    pub(crate) async fn compare_account(
        &self,
        known: Option<&str>,
    ) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
        let own = match self.own_account().await {
            Ok(own) => own,
            Err(CallError {
                cause: CallFailure::Refused(response),
                ..
            }) => return Ok(format!("cannot be compared: {response}")),
            Err(error) => return Err(error.cause.into()),
        };
        match known {
            Some(known) if known != own => Err(format!(
                "the secret key is of {own}, and the customers that accounts are linked to are of {known}: use a key of {known}"
            )
            .into()),
            Some(_) => Ok(format!("{own}, as before")),
            None => Ok(format!("{own}; no link was made yet")),
        }
    }

    /// Whether Stripe knows the customers that accounts were linked to manually.
    pub(crate) async fn check_customers(
        &self,
        customers: &[CustomerId],
    ) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
        let mut unknown = Vec::new();
        for customer in customers {
            let path = format!("/v1/customers/{}", percent_encode(customer.as_str()));
            let call = Call::check(&path, &[]);
            match self.ask(&call, Instant::now() + TIMEOUT).await {
                Ok(Object { deleted: false, .. }) => {}
                Ok(Object { id, .. }) => unknown.push(id),
                Err(CallError {
                    cause: CallFailure::Refused(response),
                    ..
                }) if response.is_missing() => unknown.push(customer.to_string()),
                Err(error) => return Err(error.cause.into()),
            }
        }
        if unknown.is_empty() {
            return Ok(format!("{} checked, all of them exist", customers.len()));
        }
        Err(format!(
            "Stripe does not know {}: is the secret key that of the right Stripe account? If it is, see accounts-server billing --help",
            unknown.join(", ")
        )
        .into())
    }
}

/// An id in a path.
fn percent_encode(id: &str) -> String {
    url::form_urlencoded::byte_serialize(id.as_bytes()).collect()
}

/// Remembers, once for each start and behind the requests, whose customers are being linked.
#[derive(Debug, Default)]
pub(crate) struct ProviderAccount {
    remembered: AtomicBool,
}

impl ProviderAccount {
    pub(crate) fn remember(&self, api: &Arc<Api>, customers: &Arc<dyn Customers>) {
        if self.remembered.swap(true, Ordering::Relaxed) {
            return;
        }
        let (api, customers) = (Arc::clone(api), Arc::clone(customers));
        tokio::spawn(async move {
            sleep(DELAY).await;
            // A restricted key may not be allowed to ask: then there is nothing to compare.
            let Ok(own) = api.own_account().await else {
                return;
            };
            if let Err(error) = customers.remember_provider_account(&own).await {
                tracing::warn!("the Stripe account cannot be remembered: {error}");
            }
        });
    }
}
