//! What of a contract no target can make, or makes with something left out: found on the model, before anything is written.

mod contract;
mod method;
mod parameter;
mod response;
mod security;

pub use contract::check;
pub use parameter::{Held, ParameterReading, parameter_reading};
pub use response::{Status, status};
pub use security::unreadable;
