//! Pinned tools: versions and hashes come from files of the checkout, copies go to `target/tools`.

mod deadline;
mod install;
mod once;
mod openapi_generator;
mod pins;
mod redocly;

pub use install::installed;
pub use openapi_generator::{Generator, RunError};
pub use pins::{GENERATOR_PINS, Pins};
pub use redocly::Redocly;
