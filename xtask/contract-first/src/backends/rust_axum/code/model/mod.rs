//! The models of the generated crate.

mod data;
mod field;
mod models;
mod structure;
mod union;

pub use data::{Checks, Model};
pub use models::Models;
