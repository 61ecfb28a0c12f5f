//! Settings of the drop-in: accounts and keys in the tables of another service.

mod cross_checks;
mod privy;
mod switch;
mod types;

pub(crate) use cross_checks::cross_checks;
pub(crate) use switch::Switch;
pub(crate) use types::{DirectoryKind, DirectoryUrl};
