//! Pairs of contracts at random: what the comparison says about them against what is known, and against values.

mod choices;
mod constructed;
mod contract;
mod effect;
mod leaf;
mod operation;
mod oracle;
mod random_schema;
mod sample;
mod spelling;
mod verdict;
mod wrap;

pub use constructed::constructed;
pub use oracle::sampled;
