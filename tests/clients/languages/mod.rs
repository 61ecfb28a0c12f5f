//! How the client of each language is packed and installed.

mod installed;
mod rust;
mod typescript;

pub(crate) use installed::{Installed, all, folder};
