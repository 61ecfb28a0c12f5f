//! How other servers are reached: directly, or through the proxy that `HTTPS_PROXY` names, as other programs do it.

mod egress;
mod protected;

pub use egress::{Egress, InvalidProxy};
pub use protected::is_protected;
