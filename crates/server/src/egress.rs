use billing_stripe::StripeOptions;
use egress::Egress;
use privy::PrivyOptions;

use crate::cli_error::CliError;
use crate::settings::Settings;

/// The way to Stripe, to the issuer of bearer tokens and to Privy, from the variables that other programs read as well.
pub(crate) fn from_environment() -> Result<Egress, CliError> {
    let egress = Egress::from_environment(|name| std::env::var(name).ok());
    egress.map_err(|error| CliError::Other(error.to_string()))
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
