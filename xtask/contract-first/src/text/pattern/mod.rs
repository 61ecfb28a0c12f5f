//! Patterns of ECMA-262 in the syntax of the crates that match them.
//!
//! Nearly all are matched in time linear in the text: no request can make them hang. Looking around and referring back needs an engine
//! that backtracks; generated code gives that one a limit of steps.

mod engine;
mod groups;
mod translate;

pub use engine::{Engine, Translated, linear, translated};
