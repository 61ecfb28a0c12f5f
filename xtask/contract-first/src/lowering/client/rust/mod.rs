//! The Rust client: what the templates in `templates/rust` print beyond what all languages share.

mod example;
mod flags;
mod language;
mod names;
mod operation;
mod uses;

pub use language::Rust;
