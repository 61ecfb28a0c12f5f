//! The Python client: its names, and what its templates print. What does not depend on the document is `runtime/`: Python that is copied
//! as it is. Its modules know no generated one; `_service.py` tells them what the document says of the service.

mod annotation;
mod calls;
mod contents;
mod docstring;
mod errors;
mod example;
mod files;
mod imports;
mod language;
mod models;
mod names;
mod package;
mod server;
mod settings;
mod union;

pub use language::Python;
