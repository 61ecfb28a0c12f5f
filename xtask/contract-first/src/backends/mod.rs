//! One folder for each kind of package: its names, what its templates print, and its templates.

mod python;
mod registry;
mod rust;
mod rust_axum;
mod typescript;

pub use registry::backend;
