//! What a change of the contract breaks for those who use it.
//!
//! Two documents -> what each says, read once -> the differences by meaning: what callers write must be accepted as before, what they
//! read must stay within what was announced -> one finding for each cause -> the project's levels and reviewed exceptions -> a report.

mod compare;
mod contract;
mod item_names;
mod output;
mod review;
mod revision;
mod schema;
mod side;

pub use compare::compare;
pub use output::{as_annotations, as_changelog, as_json, as_markdown, write_text};
pub use review::{BreakingReport, ContractVersion, Exceptions, ExceptionsError, Verdict};
pub use revision::{Revision, RevisionError, document_at};
pub use side::{ContractSide, UnreadablePartsError};
