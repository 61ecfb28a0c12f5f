//! The Rust client.
//!
//! What its templates print is `package::TemplateData`: the types (`model`), the credentials (`scheme`), the calls (`operation`), whose
//! requests are made in steps (`step`), what the package has a use for (`facts`) and imports (`imports`), the README's example.

mod example;
mod facts;
mod files;
mod imports;
mod language;
mod model;
mod names;
mod new;
mod operation;
mod package;
mod scheme;
mod step;

pub use language::Rust;
