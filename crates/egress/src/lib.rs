//! How servers elsewhere are reached: directly, or through the proxy that `HTTPS_PROXY` names, as other programs do it.

mod egress;
mod invalid_proxy;

pub use egress::Egress;
pub use invalid_proxy::InvalidProxy;
