//! Reads the effective document and checks what can be made of it: what back-ends start from. What cannot be said right is a
//! [`Diagnostic`](crate::diagnostic::Diagnostic), never a guess.

mod document;

pub use document::{Lowered, Refused, lower};
