use std::num::NonZeroU32;
use std::time::Duration;

use accounts::AccountRate;
use billing_stripe::{AccountPace, StripeOptions};
use egress::Egress;
use recoup_directory::RecoupUse;
use sql::SchemaName;

use crate::settings::definitions::Settings;
use crate::settings::drop_in::DirectoryKind;
use crate::settings::limits;
use crate::settings::types::Provider;

/// What follows from the settings.
impl Settings {
    /// Whether others than those on this machine can get here: directly, or by a public address that leads here.
    pub(crate) fn is_reachable(&self) -> bool {
        let public = self.public_url.as_ref();
        !self.listen.ip().to_canonical().is_loopback()
            || public.is_some_and(|url| !url.is_this_machine())
    }

    pub(crate) fn uses_sandbox(&self) -> bool {
        self.billing != Provider::Stripe
    }

    /// Whether accounts and keys are those of the published service.
    pub(crate) fn uses_recoup(&self) -> bool {
        self.directory == DirectoryKind::Recoup
    }

    /// What is done with the published service's tables, beyond reading accounts and keys.
    pub(crate) fn recoup_use(&self) -> RecoupUse {
        RecoupUse {
            emails: self.uses_privy(),
            last_used: self.directory_last_used.is_on(),
            keys: self.directory_keys.is_on(),
            create_accounts: self.directory_create_accounts.is_on(),
        }
    }

    /// The schema of our own tables; `None` for where the search path leads.
    pub(crate) fn own_schema(&self) -> Option<SchemaName> {
        let usual = || limits::DROP_IN_SCHEMA.parse().ok();
        let usual = || self.uses_recoup().then(usual).flatten();
        self.database_schema.clone().or_else(usual)
    }

    pub(crate) fn head_timeout(&self) -> Duration {
        limits::HEAD_TIMEOUT.min(self.idle_timeout_ms.0 / 3)
    }

    pub(crate) fn write_timeout(&self) -> Duration {
        limits::WRITE_TIMEOUT.min(self.idle_timeout_ms.0 / 3)
    }

    /// How long the billing provider has: a little less than the whole request, so that its own verdict comes first.
    pub(crate) fn provider_time(&self) -> Duration {
        let request = self.request_deadline_ms.0;
        request - (request / 20).min(Duration::from_millis(250))
    }

    /// How often each account may ask; `None` when there is no limit.
    pub(crate) fn account_rate(&self) -> Option<AccountRate> {
        let (per_second, burst) = self.rate()?;
        Some(AccountRate::new(per_second, burst))
    }

    /// Requests a second, and at once. With Stripe there always is a limit, otherwise where one is set.
    fn rate(&self) -> Option<(NonZeroU32, NonZeroU32)> {
        let per_second = self
            .rate_per_second
            .and_then(|rate| NonZeroU32::new(rate.0));
        let burst = self.rate_burst.and_then(|burst| NonZeroU32::new(burst.0));
        let is_limited = !self.uses_sandbox() || per_second.is_some() || burst.is_some();
        is_limited.then_some((
            per_second.unwrap_or(limits::RATE_PER_SECOND),
            burst.unwrap_or(limits::RATE_BURST),
        ))
    }

    /// How Stripe is called, and which way; `None` when it is not the billing provider.
    pub(crate) fn stripe(&self, egress: Egress) -> Option<StripeOptions> {
        if self.uses_sandbox() {
            return None;
        }
        let configuration = self.stripe_portal_configuration.as_ref();
        Some(StripeOptions {
            secret_key: self.stripe_secret_key.clone()?,
            api_base: self.stripe_api_base.clone(),
            egress,
            portal_configuration: configuration.map(|id| id.0.clone()),
            // So that there is room for requests that do not wait for Stripe.
            max_in_flight: (self.max_requests.0 as usize / 2).max(1),
            max_idle_connections: limits::STRIPE_MAX_IDLE_CONNECTIONS,
            searches_per_second: limits::STRIPE_SEARCHES_PER_SECOND,
            // A burst of one account is spread over a few seconds, so that it takes no more than a share of what Stripe lets through.
            account_pace: self.rate().map(|(per_second, burst)| AccountPace {
                per_second: per_second.saturating_mul(NonZeroU32::MIN.saturating_add(1)),
                burst: per_second.min(burst),
            }),
            subscription_cache: self.stripe_subscription_cache_seconds.0,
            deadline: self.provider_time(),
        })
    }
}

#[cfg(test)]
mod tests;
