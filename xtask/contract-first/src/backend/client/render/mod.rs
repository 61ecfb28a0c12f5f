//! The contract in the names of one language: types, operations and security schemes as values that templates print.

mod model;
mod operation;
mod renderer;
mod scheme;

pub use renderer::Renderer;
