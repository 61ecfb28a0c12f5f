//! The Python client.

mod language;

pub use language::Python;
