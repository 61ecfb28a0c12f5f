//! `cargo xtask bench`: the generated stub beside a handler written by hand, in one run.

mod load;
mod report;

pub use report::run;
