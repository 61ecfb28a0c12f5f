use accounts::{CustomerId, PortalSession, ReturnUrl};
use secrecy::SecretString;
use serde::Deserialize;
use tokio::time::Instant;
use url::Url;

use crate::api::Api;
use crate::call::{Call, Endpoint};
use crate::call_error::InvalidResponse;
use crate::error_response::ErrorResponse;
use crate::portal_error::PortalError;

/// A portal session, as far as it matters (<https://docs.stripe.com/api/customer_portal/sessions/object>).
#[derive(Deserialize)]
struct Session {
    id: String,
    url: SecretString,
}

impl Api {
    /// Opens the portal for a customer.
    pub(crate) async fn create_session(
        &self,
        customer: &CustomerId,
        return_url: &ReturnUrl,
        configuration: Option<&str>,
        deadline: Instant,
    ) -> Result<PortalSession, PortalError> {
        let mut parameters = vec![
            ("customer", customer.as_str()),
            ("return_url", return_url.as_str()),
        ];
        parameters.extend(configuration.map(|id| ("configuration", id)));
        let call = Call::post(Endpoint::Sessions, &parameters);
        let created = self.ask(&call, deadline).await.map_err(PortalError::from);
        let Session { id, url } = created.map_err(|error| {
            match error.is_refusal(ErrorResponse::is_about_return_url) {
                true => PortalError::ReturnUrl,
                false => error,
            }
        })?;
        if id.is_empty() || !is_https(&url) {
            return Err(PortalError::invalid(
                Endpoint::Sessions,
                InvalidResponse::Url,
            ));
        }
        Ok(PortalSession { id, url })
    }
}

/// Customers must arrive at Stripe, and nobody may read the address on the way.
fn is_https(url: &SecretString) -> bool {
    use secrecy::ExposeSecret as _;
    let text = url.expose_secret();
    // The parser also accepts `https:host` and a leading blank, and not every client does.
    let begins = text.get(..8).map(str::to_ascii_lowercase);
    let user = |url: &Url| !url.username().is_empty() || url.password().is_some();
    begins.as_deref() == Some("https://")
        && Url::parse(text).is_ok_and(|url| url.has_host() && !user(&url))
}

#[cfg(test)]
mod tests;
