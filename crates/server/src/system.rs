use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use accounts::{
    AccountId, Authenticator, CredentialCache, Customers, Directory, DirectoryError, EmailRule,
    FailureLimit, KeyHasher, KeyUses,
};
use billing_sandbox::Sandbox;
use billing_stripe::{Stripe, StripeOptions};
use directory::{Database, Opening, PoolUsage};
use recoup_directory::RecoupDirectory;
use url::Url;

use crate::cli_error::CliError;
use crate::settings::{Settings, limits};
use crate::tokens::AcceptedTokens;
use crate::{database, keys};

/// What most commands work on. Clones share the connections.
#[derive(Clone)]
pub(crate) struct System {
    /// Our own tables.
    pub(crate) database: Database,
    /// Where accounts and keys are, when not in our own tables.
    pub(crate) recoup: Option<RecoupDirectory>,
    pub(crate) hasher: KeyHasher,
}

impl System {
    pub(crate) async fn open(settings: &Settings, opening: Opening) -> Result<Self, CliError> {
        let database = database::open(settings, opening).await?;
        Ok(Self {
            recoup: database::open_recoup(settings, opening, &database).await?,
            database,
            hasher: keys::hasher(settings),
        })
    }

    /// The same, with changes made by this operator.
    pub(crate) fn operated_by(self, operator: &str) -> Self {
        Self {
            database: self.database.operated_by(operator),
            recoup: self.recoup.map(|recoup| recoup.operated_by(operator)),
            ..self
        }
    }

    /// Where accounts and keys are.
    pub(crate) fn directory(&self) -> Arc<dyn Directory> {
        match &self.recoup {
            Some(recoup) => Arc::new(recoup.clone()),
            None => Arc::new(self.database.clone()),
        }
    }

    /// Where it is remembered which customer an account is.
    pub(crate) fn customers(&self) -> Arc<dyn Customers> {
        match &self.recoup {
            Some(recoup) => Arc::new(recoup.clone()),
            None => Arc::new(self.database.clone()),
        }
    }

    /// Makes sure that our own tables can refer to an account, wherever it is.
    pub(crate) async fn note_account(&self, id: AccountId) -> Result<(), DirectoryError> {
        match &self.recoup {
            Some(recoup) => recoup.adopt(id).await,
            None => Ok(()),
        }
    }

    /// How many connections there are now, to all databases.
    pub(crate) fn connections(&self) -> PoolUsage {
        let own = self.database.connections();
        match &self.recoup {
            Some(recoup) => own.and(recoup.connections()),
            None => own,
        }
    }

    /// Closes the connections once they are free.
    pub(crate) async fn close(&self) {
        if let Some(recoup) = &self.recoup {
            recoup.close().await;
        }
        self.database.close().await;
    }

    /// Identifies callers by API key and, where tokens are accepted, by bearer token.
    pub(crate) fn authenticator(
        &self,
        settings: &Settings,
        accepted: Option<AcceptedTokens>,
        uses: Option<KeyUses>,
    ) -> Authenticator {
        let mut authenticator = Authenticator::new(self.directory(), self.hasher.clone())
            .with_cache(CredentialCache::new(limits::CREDENTIAL_CACHE))
            .with_failure_limit(FailureLimit::per_minute(
                settings.failed_credentials_per_minute.0,
            ));
        if let Some(uses) = uses {
            authenticator = authenticator.with_key_uses(uses);
        }
        let Some(AcceptedTokens { tokens, emails }) = accepted else {
            return authenticator;
        };
        let authenticator = authenticator.with_tokens(tokens);
        match (emails, &self.recoup) {
            (Some(emails), Some(recoup)) => {
                authenticator.with_email_rule(EmailRule::new(emails, Arc::new(recoup.clone())))
            }
            _ => authenticator,
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
        Stripe::new(options, self.customers()).map_err(|error| CliError::of("Stripe", &error))
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
