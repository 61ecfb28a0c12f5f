//! The published document in the checkout: a new one is taken in, and what changed in it is told.

mod import;

pub use import::{Import, import};
