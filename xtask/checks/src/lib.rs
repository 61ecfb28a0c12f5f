//! What only this repository needs: its tests, stress runs, goldens and benchmarks.

pub mod bench;
pub mod test;
