//! Look-ups that are shared while they run, and remembered for a short time: of credentials in a directory, of subscriptions at Stripe.

mod lookups;

pub use lookups::Lookups;
