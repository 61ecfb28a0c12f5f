//! The table of constructs. A code never changes and is never used again.

pub mod call;
pub mod document;
pub mod message;
pub mod parameter;
pub mod schema;
mod supported;
mod table;

pub use table::{all, find};
