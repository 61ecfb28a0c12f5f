//! The packages that any document becomes, one for each target, and the strict checks of each: `generate_all`, then `Checker::expect`.
//! `fixtures` does both for every document of a list.

mod checker;
mod fixtures;
mod generate;
mod kind;
mod python;
mod rust;
mod typescript;

pub use fixtures::fixtures;
