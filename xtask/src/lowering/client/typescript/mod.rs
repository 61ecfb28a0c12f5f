//! The TypeScript client.

mod language;

pub use language::TypeScript;
