//! The packages that any document becomes, one for each target, and the strict checks of each: `generate_all`, then `Checker::expect_all`.
//! `fixtures` does both for every document of a list.

mod checker;
mod fixtures;
mod generate;
mod package;
mod python;
mod rust;
mod typescript;

pub use checker::{Checker, Complaints, Strictness, run_tool};
pub use fixtures::{FIXTURES, contracts, fixtures};
pub use generate::{generate, generate_all, generate_supported};
pub use package::Package;
pub use rust::cargo_in;
