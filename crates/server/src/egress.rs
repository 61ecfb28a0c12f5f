use billing_stripe::StripeOptions;
use egress::Egress;

use crate::failure::Failure;
use crate::settings::{Provider, Settings};

/// The way to Stripe and to the issuer of bearer tokens, from the variables that other programs read, too.
pub(crate) fn of_environment() -> Result<Egress, Failure> {
    let egress = Egress::of_environment(|name| std::env::var(name).ok());
    egress.map_err(|error| Failure::Other(error.to_string()))
}

/// How Stripe is called, and which way; `None` when it is not the billing provider. Then the variables may say what they like.
pub(crate) fn stripe(settings: &Settings) -> Result<Option<StripeOptions>, Failure> {
    match settings.billing {
        Provider::Stripe => Ok(settings.stripe(of_environment()?)),
        Provider::Sandbox => Ok(None),
    }
}
