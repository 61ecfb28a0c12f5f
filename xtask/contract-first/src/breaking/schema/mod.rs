//! What a change of a schema means for those who send its values and for those who receive them.
//!
//! Two schemas are compared by the values that they accept, however they are written.

mod change;
mod compare;
mod comparison;
mod congruence;
mod decimal;
mod direction;
mod sentence;
mod shape;
mod values;

pub use change::{ChangeCategory, ChangeCode, ChangeLevel, SchemaChange};
pub use comparison::{Described, SchemaComparison};
pub use direction::MessageDirection;

#[cfg(test)]
mod table;
#[cfg(test)]
mod testing;
