//! What a change of the contract breaks for those who use it.
//!
//! Two documents -> the pinned engine's differences -> our own rules where the engine sees nothing or sees wrong (all of security)
//! -> one finding for each difference, breaking or safe -> reviewed exceptions -> a report.

mod change;
mod compare;
mod contract;
mod exceptions;
mod finding;
mod json;
mod markdown;
mod pair;
mod parameters;
mod repeated;
mod report;
mod requirements;
mod revision;
mod rules;
mod schema;
mod schemes;
mod side;
mod text;
mod translate;
mod usage;

pub use compare::compare;
pub use exceptions::{Exception, Exceptions};
pub use finding::{Excuse, Finding, Side, Verdict};
pub use json::as_json;
pub use markdown::as_markdown;
pub use report::Report;
pub use revision::{Revision, document_at};
pub use text::write_text;
pub use usage::Operation;
