//! What the templates of the stub as a whole read: texts, and a flag for each part that is written only where something uses it.

mod checks;
mod facts;
mod flags;
mod together;
mod whole;

pub use facts::Lowering;
pub use whole::crate_extension;
