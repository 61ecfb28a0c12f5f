//! Rust code, whatever it is part of: names, imports and doc comments.

pub mod docs;
mod imports;
pub mod names;

pub use imports::imports;
