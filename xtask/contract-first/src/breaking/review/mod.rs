//! What the differences mean under the levels and the reviewed exceptions of a project.

mod exception;
mod exceptions;
mod finding;
mod report;
mod waiver;

pub use exception::Exception;
pub use exceptions::{Exceptions, ExceptionsError};
pub use finding::{Finding, Verdict, category_word, severity};
pub use report::{BreakingReport, ContractVersion};
