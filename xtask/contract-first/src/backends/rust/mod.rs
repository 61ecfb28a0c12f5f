//! The Rust client.
//!
//! What its templates print is `package::TemplateData`: the types (`model`), the credentials (`scheme`), the calls (`operation`), whose
//! requests are made in steps (`step`), what each file imports (`imports`), the README's example. Whoever writes code records the modules of
//! `runtime` that it calls; they, and what they need, are the files and the dependencies of the package (`module`, `dependency`).

mod content;
mod dependency;
mod example;
mod imports;
mod language;
mod model;
mod module;
mod names;
mod new;
mod operation;
mod package;
mod response;
mod sample;
mod scheme;
mod server;
mod step;

pub use language::Rust;
