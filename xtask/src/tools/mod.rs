//! Pinned tools: versions and hashes come from files of the checkout, copies go to `target/tools`.

mod deadline;
mod install;
mod openapi_generator;
mod pins;

pub use install::installed;
pub use openapi_generator::{Generator, RunError};
pub use pins::{GENERATOR_PINS, Pins};
