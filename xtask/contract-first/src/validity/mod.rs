//! Checks the effective document against the official OpenAPI schemas, in `schemas`.

mod document;
mod references;
mod schema;

pub use document::{findings, scalar_faults};
pub use schema::Scalar;
