//! What a document lacks and can have in one way only, as actions of its overlay. The published file stays as it is.

mod action;
mod coerce;
mod error;
mod fixes;
mod info;
mod nullable;
mod operation;
mod overlay_file;
mod parameter;
mod response;
mod schema;
mod target;

pub use error::FixError;
pub use fixes::{Fixed, fixed};
pub use overlay_file::{FixOutcome, fix};
