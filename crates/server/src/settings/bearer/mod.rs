//! Settings of bearer tokens: whose are taken, and with which keys.

mod keys;
mod together;
mod values;

pub(crate) use keys::{BearerKeys, BearerSettings};
pub(crate) use together::problems;
pub use values::{Algorithms, Exactly, FilePath, JwksUrl, Leeway};
