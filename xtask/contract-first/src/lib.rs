//! The contract pipeline: what turns a published OpenAPI document into the generated crates.
//!
//! the published document + `openapi/overlay.json` -> effective document -> lint -> checked contract
//! -> one run of the generator into an empty folder -> formatting -> compare or swap.

pub mod backend;
pub mod backends;
pub mod breaking;
pub mod checked_contract;
#[cfg(feature = "cli")]
pub mod cli;
pub mod contract;
pub mod diagnostic;
pub mod diff;
pub mod document;
pub mod drift;
pub mod effective;
pub mod files;
pub mod fix;
pub mod generation;
mod github;
pub mod guard;
pub mod lint;
pub mod model;
pub mod overlay;
pub mod parallel;
pub mod progress;
pub mod project;
mod read;
pub mod render;
mod stack;
mod target_kind;
pub mod terminal;
pub mod text;
pub mod tools;
pub mod validity;

pub use backend::{Package, Version};
pub use target_kind::TargetKind;
