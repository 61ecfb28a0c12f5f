//! Reads the effective document and checks what can be generated from it; back-ends start from this. What cannot be generated correctly is a
//! [`Diagnostic`](crate::diagnostic::Diagnostic), never a guess.

mod contract;

pub use contract::{CheckedContract, RefusedOperation, read_and_check};
