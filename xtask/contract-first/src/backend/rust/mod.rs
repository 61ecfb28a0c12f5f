//! Rust code, whatever it is part of: names, imports and doc comments.

mod blank_lines;
pub mod docs;
mod format;
mod imports;
pub mod names;

pub use format::format;
pub use imports::imports;
