//! The published document in the checkout: imports a new one, and reports what changed in it.

mod import;

pub use import::{Import, import};
