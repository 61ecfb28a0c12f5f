use super::expr::Expr;
use crate::model::description::SchemaId;

/// A rule that is compared as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Opaque {
    pub kind: OpaqueKind,
    /// The schema that has it.
    pub schema: SchemaId,
}

#[derive(Clone, Debug, PartialEq)]
pub enum OpaqueKind {
    /// `not`.
    Not(Expr),
    /// `if`, `then` and `else`.
    Condition {
        condition: Expr,
        then: Expr,
        otherwise: Expr,
    },
    /// `unevaluatedProperties` or `unevaluatedItems` where alternatives decide what is evaluated.
    Unevaluated,
    /// A schema that is made of itself, or of too many parts.
    Unbounded,
}
