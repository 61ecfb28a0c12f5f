//! Settings of the drop-in: accounts and keys in the tables of another service.

mod cross_checks;
mod types;

pub(crate) use cross_checks::cross_checks;
pub(crate) use types::{DirectoryKind, DirectoryUrl};
