//! Shapes and entries in Rust: types, checks and the models of the generated crate.

mod check;
mod checked;
mod constant;
mod default;
mod form;
mod model;
mod types;

pub use check::{counted, field_check, object_rules, validate};
pub use form::{FormTable, Forms};
pub use model::{Checks, Model, Models};
pub use types::{Place, RustTypes, boxed, scalar};
