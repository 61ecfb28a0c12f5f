//! Is `generated/` what the pipeline makes of the checkout? Reports everything, writes nothing.

mod annotate;
mod compare;
mod inspect;
mod page;
mod problem;
mod report;

pub use annotate::annotations;
pub use compare::compare;
pub use inspect::{causes, inspect};
pub use problem::{DriftProblem, DriftStatus, ProblemKind};
pub use report::{CheckedPath, DriftReport};
