//! Rust code, whatever it is part of: names, imports and doc comments.

mod blank_lines;
mod code_type;
mod dependency;
pub mod docs;
mod format;
mod imports;
pub mod names;

pub use code_type::{chosen_type, rust_path};
pub use dependency::DependencyLine;
pub use format::format;
pub use imports::imports;
