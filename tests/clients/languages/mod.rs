//! How the client of each language is packed and installed.

mod installed;
mod python;
mod rust;
mod typescript;

pub(crate) use installed::{Installed, all, folder};
