//! How other servers are reached: directly, or through the proxy that `HTTPS_PROXY` names, as other programs do it; and what is read of
//! their responses.

mod api_base;
mod bounded_body;
mod connector;
mod egress;
mod protected;
mod retry_after;
mod route;

pub use api_base::{ApiBase, InvalidApiBase};
pub use bounded_body::bounded_body;
pub use connector::{ConnectTimeout, Connector};
pub use egress::{Egress, InvalidProxy};
pub use protected::is_protected;
pub use retry_after::retry_after;
