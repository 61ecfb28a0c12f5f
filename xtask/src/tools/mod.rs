//! Pinned tools: versions and hashes come from `openapi/tools`, copies go to `target/tools`.

mod install;
mod openapi_generator;
mod pins;

pub use openapi_generator::{Generator, RunError};
pub use pins::{GENERATOR_PINS, Pins};
