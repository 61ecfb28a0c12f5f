//! Turns the effective document into the one that only the generator reads: every operation and the document itself get an `x-rust`
//! extension that says what our templates write. What cannot be said right is a [`Diagnostic`](crate::diagnostic::Diagnostic), never a guess.

mod call;
pub mod client;
mod code;
mod docs;
mod document;
mod extension;
mod header;
mod media;
mod names;
mod operation;
mod parameter;
mod response;
mod security;
mod supported;
mod tag;
mod version;

pub use document::{Lowered, Refused, lower};
pub use supported::{Supported, supported, supported_for};
pub use version::Version;
