//! What a schema accepts, however it is written: alternatives without references, `allOf` and unions, each a set of rules that all
//! hold.

mod alternative;
mod array;
mod conjunct;
mod expr;
mod listed;
mod mentions;
mod negation;
mod normaliser;
mod number;
mod object;
mod opaque;
mod product;
mod sourced;
mod text;
mod types;
mod unevaluated;
mod union;

pub use alternative::{Alternative, Shape, Tag};
pub use array::{ArrayRules, ContainsRule};
pub use conjunct::{Conjunct, DeclaredValues};
pub use expr::{Atom, Expr};
pub use normaliser::Normaliser;
pub use number::{Limit, NumberRules, format_range};
pub use object::{ObjectRules, Property, UndeclaredNames};
pub use opaque::{Opaque, OpaqueKind};
pub use sourced::Sourced;
pub use text::{Content, StringRules, matches_pattern};
pub use types::{ValueType, ValueTypes};
