//! What a person has to know of a document before something is made of it: whether it is valid, and what each target does with it.

mod report;
mod supported;

pub use report::{LintReport, lint, lint_and_lower};
pub use supported::{Supported, supported, supported_for};
