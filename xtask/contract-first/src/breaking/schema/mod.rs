//! What a change of a schema means for those who send its values and for those who receive them.
//!
//! Two schemas are compared by the values that they accept, however they are written.

mod change;
mod comparison;
mod direction;

pub use change::{Category, ChangeCode, Level, SchemaChange};
pub use comparison::{Described, SchemaComparison};
pub use direction::Direction;
