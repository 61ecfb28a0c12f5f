//! The Rust client: what the templates in `templates/rust` print beyond what all languages share.

mod example;
mod facts;
mod language;
mod names;
mod operation;
mod package;
mod scope;
mod uses;

pub use language::Rust;
