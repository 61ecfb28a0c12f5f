use crate::settings::value::{Unfit, Value, one_of};

/// The billing provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provider {
    /// The one built in, with pages on this server.
    Sandbox,
    /// Stripe.
    Stripe,
}

impl Value for Provider {
    const FORM: &'static str = "sandbox|stripe";

    fn read(text: &str) -> Result<Self, Unfit> {
        one_of(
            text,
            &[("sandbox", Self::Sandbox), ("stripe", Self::Stripe)],
        )
    }

    fn show(&self) -> String {
        match self {
            Self::Sandbox => "sandbox",
            Self::Stripe => "stripe",
        }
        .to_owned()
    }
}
