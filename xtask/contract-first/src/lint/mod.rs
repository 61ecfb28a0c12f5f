//! What to know about a document before generating from it: whether it is valid, and what each target does with it.

mod report;
mod supported;

pub use report::{LintReport, lint, lint_and_check};
pub use supported::{Supported, supported, supported_for};
