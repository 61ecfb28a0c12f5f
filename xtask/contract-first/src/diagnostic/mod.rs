//! What the pipeline says about a document: the table of constructs, and where one was found.

mod construct;
pub mod constructs;

mod diagnostics;
mod found;
mod page;

pub use construct::{Code, Construct, Level, Support};
pub use diagnostics::Diagnostics;
pub use found::Diagnostic;
pub use page::page;
