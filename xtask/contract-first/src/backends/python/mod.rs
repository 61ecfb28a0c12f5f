//! The Python client. What the templates print beyond the common extension stands under `python`, there and in its parts.

mod call;
mod docstring;
mod example;
mod extension;
mod imports;
mod language;
mod model;
mod names;

pub use language::Python;
