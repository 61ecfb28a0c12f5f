use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use accounts::{Authenticator, CredentialCache, FailureLimit, KeyHasher, KeyUses, Tokens};
use billing_sandbox::Sandbox;
use billing_stripe::{Stripe, StripeOptions};
use directory::{Database, Opening};
use url::Url;

use crate::cli_error::CliError;
use crate::settings::{Settings, limits};
use crate::{database, keys};

/// What most commands work on.
pub(crate) struct System {
    pub(crate) database: Database,
    pub(crate) hasher: KeyHasher,
}

impl System {
    pub(crate) async fn open(settings: &Settings, opening: Opening) -> Result<Self, CliError> {
        Ok(Self {
            database: database::open(settings, opening).await?,
            hasher: keys::hasher(settings),
        })
    }

    /// The same, with changes made by this operator.
    pub(crate) fn operated_by(self, operator: &str) -> Self {
        Self {
            database: self.database.operated_by(operator),
            ..self
        }
    }

    /// Identifies callers by API key and, where tokens are accepted, by bearer token.
    pub(crate) fn authenticator(
        &self,
        settings: &Settings,
        tokens: Option<Arc<dyn Tokens>>,
        uses: KeyUses,
    ) -> Authenticator {
        let directory = Arc::new(self.database.clone());
        let keys_only = Authenticator::new(directory, self.hasher.clone())
            .with_cache(CredentialCache::new(limits::CREDENTIAL_CACHE))
            .with_key_uses(uses)
            .with_failure_limit(FailureLimit::per_minute(
                settings.failed_credentials_per_minute.0,
            ));
        match tokens {
            Some(tokens) => keys_only.with_tokens(tokens),
            None => keys_only,
        }
    }

    /// The sandbox. Without a public URL its pages are where the server is `listening`.
    pub(crate) fn sandbox(&self, settings: &Settings, listening: SocketAddr) -> Sandbox {
        let url = match &settings.public_url {
            Some(url) => url.0.clone(),
            None => local_url(listening),
        };
        Sandbox::new(self.database.pool().clone(), &url)
    }

    /// Stripe, with the customers that the directory remembers.
    pub(crate) fn stripe(&self, options: &StripeOptions) -> Result<Stripe, CliError> {
        Stripe::new(options, Arc::new(self.database.clone()))
            .map_err(|error| CliError::of("Stripe", &error))
    }
}

/// The URL of a bound address. No browser can ask for "any address", so that becomes this machine; and no URL has a scope.
pub(crate) fn local_url(mut bound: SocketAddr) -> Url {
    if bound.ip().is_unspecified() {
        bound.set_ip(match bound {
            SocketAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
            SocketAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
        });
    }
    if let SocketAddr::V6(address) = &mut bound {
        address.set_scope_id(0);
    }
    Url::parse(&format!("http://{bound}")).expect("an address and a port make a URL")
}

#[cfg(test)]
mod tests;
