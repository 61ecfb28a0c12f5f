//! When a server elsewhere is not called for a while: because calls fail one after the other ([`Breaker`]), or because it says that it
//! has too many ([`Pauses`]).

mod breaker;
mod pauses;

pub use breaker::{Breaker, CallPermit};
pub use pauses::{Pause, Pauses};
