//! Settings of bearer tokens: whose are accepted, and with which keys.

mod cross_checks;
mod keys;

pub(crate) use cross_checks::cross_checks;
pub(crate) use keys::{BearerKeys, BearerSettings};
