//! The effective document: the published one, what the overlay adds, and derived operationIds.

mod document;
mod error;
mod foreign_types;
mod identifiers;
mod operation_id;
mod places;

pub use document::{Effective, effective, load, of_published, overlaid, published};
pub use error::EffectiveError;
pub use operation_id::{add_operation_ids, derived as derived_operation_id};
pub use places::Places;
