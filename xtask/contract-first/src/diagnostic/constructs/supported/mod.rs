//! What every target takes.

pub mod call;
pub mod document;
pub mod message;
pub mod parameter;
pub mod rule;
pub mod structure;
pub mod value;
