//! Reads the effective document, checks what can be made of it, and renders it as the documents that only the generator reads, one for
//! each target. What cannot be said right is a [`Diagnostic`](crate::diagnostic::Diagnostic), never a guess.

mod check;
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
mod server;
mod tag;
mod version;

pub use document::{Lowered, Refused, lower};
pub use version::Version;
