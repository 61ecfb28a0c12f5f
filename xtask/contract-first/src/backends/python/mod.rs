//! The Python client: its names, and what its templates print.

mod annotation;
mod calls;
mod docstring;
mod errors;
mod example;
mod files;
mod imports;
mod language;
mod models;
mod names;
mod package;
mod settings;
mod union;

pub use language::Python;
