//! Shapes and entries in Rust: types, checks and the models of the generated crate.

mod check;
mod checked;
mod constant;
mod default;
mod form;
mod model;
mod rule;
mod rule_node;
mod types;

pub use check::field_check;
pub use form::{FormTable, Forms};
pub use model::{Checks, Model, Models};
pub use rule::is_for_holder;
pub use types::{Place, RustTypes, boxed, scalar};
