//! The Rust client.

mod language;

pub use language::Rust;
