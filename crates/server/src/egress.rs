use egress::Egress;

use crate::failure::Failure;

/// The way to Stripe and to the issuer of bearer tokens, from the variables that other programs read, too.
pub(crate) fn of_environment() -> Result<Egress, Failure> {
    let egress = Egress::of_environment(|name| std::env::var(name).ok());
    egress.map_err(|error| Failure::Other(error.to_string()))
}
