//! Third-party documents go through the pipeline: `cargo xtask stress documents`. What came of them is kept in
//! `tests/documents/outcomes.md`.

mod attempt;
mod choice;
mod compile;
mod complaint;
mod first_request;
mod implementation;
mod outcome;
mod page;
mod run;
mod sample_value;
mod sizes;
mod table;
mod verdict_cache;

pub use choice::{Published, read};
pub use run::{directory, everything, linted, sample};
pub use sizes::sizes;
