//! Pinned tools: versions and hashes come from files of the checkout, copies go to `target/tools`.

mod cargo_tool;
mod deadline;
mod error;
mod install;
mod install_once;
mod openapi_generator;
mod pins;

pub use cargo_tool::CargoTool;
pub use deadline::output_within;
pub use error::ToolError;
pub use install::ensure_installed;
pub use openapi_generator::{Generator, RunError};
pub use pins::Pins;
