//! The capability lint: what the pipe cannot do right is refused, with the way out.

mod capability;
mod finding;

pub use capability::{Judged, judged, judged_and_lowered, lint};
pub use finding::{Concern, Finding, Severity};
