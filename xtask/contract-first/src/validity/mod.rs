//! Is the effective document valid OpenAPI? Against the official schemas, in `schemas`.

mod document;
mod references;
mod schema;

pub use document::{findings, scalar_faults};
pub use schema::Scalar;
