//! What every back-end builds on: names, versions, recursion of types, what clients have in common, and what Rust code has.

pub mod check;
pub mod client;
mod fragment;
pub mod names;
mod or_false;
mod package;
mod recursion;
pub mod rust;
mod version;

pub use fragment::{Fragment, Import};
pub use or_false::OrFalse;
pub use package::{Backend, Package};
pub use recursion::Recursion;
pub use version::Version;
