//! One folder for each kind of package: its names, what its templates print, and its templates.

pub mod python;
mod registry;
pub mod rust;
pub mod rust_axum;
pub mod typescript;

pub use registry::backend;
