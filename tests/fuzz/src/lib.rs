//! Fuzz targets of the service: each takes any bytes, and panics when something that always has to hold does not.
//!
//! `cargo xtask stress fuzz` looks for such bytes, guided by coverage; `tests/replay.rs` goes through all that it ever kept.

mod body;
mod credentials;
mod key_set;
mod return_url;
mod signer;
mod stub;
mod token;

pub use body::body;
pub use credentials::credentials;
pub use key_set::key_set;
pub use return_url::return_url;
pub use signer::{AUDIENCE, ISSUER};
pub use token::token;
