//! The effective document: the published one, what the overlay adds, and derived operationIds.

mod document;
mod operation_id;

pub use document::{effective, load, of_published, overlaid};
pub use operation_id::add_operation_ids;
