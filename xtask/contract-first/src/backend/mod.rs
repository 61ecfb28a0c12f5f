//! What every back-end builds on: names, versions, recursion of types, what clients have in common, and what Rust code has.

pub mod check;
pub mod client;
pub mod names;
mod package;
mod recursion;
pub mod rust;
mod version;

pub use package::{Backend, Package};
pub use recursion::Recursion;
pub use version::Version;
