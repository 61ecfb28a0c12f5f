//! Shapes and entries in Rust: types, checks and the models of the generated crate.

mod check;
mod checked;
mod constant;
mod default;
mod form;
mod model;
mod types;

pub use check::{modules, without_literals};
pub use form::Forms;
pub use model::Models;
pub use types::{MODELS, RustTypes, is_integer_type, scalar};
