//! Published documents that nobody here wrote go through the pipe: `cargo xtask stress documents`. What came of them is kept in
//! `tests/documents/outcomes.md`.

mod attempt;
mod choice;
mod compile;
mod complaint;
mod first_request;
mod implementation;
mod memory;
mod outcome;
mod page;
mod run;
mod sample_value;
mod sizes;
mod table;

pub use choice::{Published, read};
pub use run::{directory, everything, linted, sample};
pub use sizes::sizes;
