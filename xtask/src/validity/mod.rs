//! Is the effective document valid OpenAPI? Against the official schemas, in `xtask/schemas`.

mod document;
mod references;
mod schema;

pub use document::{findings, unreadable};
