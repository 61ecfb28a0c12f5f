//! What every `Billing` has to do, whichever it is. Each provider's tests put accounts into the states and run [`all`].

mod cases;
mod provider;

pub use cases::all;
pub use provider::{Period, Provider};
