use billing_stripe::StripeOptions;
use egress::Egress;
use privy::PrivyOptions;
use upstream::{Upstream, UpstreamOptions};

use crate::cli_error::CliError;
use crate::listener::{max_connections, raise_limit};
use crate::settings::Settings;

/// The way to Stripe, to the issuer of bearer tokens and to Privy, from the variables that other programs read as well.
pub(crate) fn from_environment() -> Result<Egress, CliError> {
    let egress = Egress::from_environment(|name| std::env::var(name).ok());
    egress.map_err(|error| CliError::Other(error.to_string()))
}

/// The server that has the rest of the API, where there is one.
pub(crate) fn upstream(settings: &Settings) -> Result<Option<Upstream>, CliError> {
    let Some(origin) = settings.upstream.clone() else {
        return Ok(None);
    };
    // So that there is room for requests of our own, however slow the others are.
    let connections = max_connections(settings, raise_limit());
    let options = UpstreamOptions {
        origin,
        timeout: settings.upstream_timeout_ms.0,
        max_requests: (settings.upstream_max_requests.0 as usize).min((connections / 2).max(1)),
        egress: from_environment()?,
    };
    let upstream = Upstream::new(options);
    let upstream = upstream.map_err(|error| CliError::of("ACCOUNTS_UPSTREAM", &error))?;
    Ok(Some(upstream))
}

/// How Stripe is called, and which way; `None` when it is not the billing provider. Then the variables are not read.
pub(crate) fn stripe(settings: &Settings) -> Result<Option<StripeOptions>, CliError> {
    match settings.uses_sandbox() {
        true => Ok(None),
        false => Ok(settings.stripe(from_environment()?)),
    }
}

/// How Privy is called, and which way; `None` where it is not. Then the variables are not read.
pub(crate) fn privy(settings: &Settings) -> Result<Option<PrivyOptions>, CliError> {
    match settings.uses_privy() {
        true => Ok(settings.privy(from_environment()?)),
        false => Ok(None),
    }
}
