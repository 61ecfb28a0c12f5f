use crate::schemes::Scheme;

/// What the document says of an operation.
#[derive(Debug, PartialEq, Eq)]
pub struct Operation {
    /// Its `operationId`.
    pub id: &'static str,
    /// The HTTP method, in capitals.
    pub method: &'static str,
    /// The path as the document has it, parameters in braces.
    pub path: &'static str,
    /// The alternatives of its `security`, in the document's order; all schemes of one have to be
    /// there. An empty alternative makes credentials optional, an empty list asks for none.
    pub security: &'static [&'static [Requirement]],
}

/// A security scheme that an operation asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// The scheme.
    pub scheme: Scheme,
    /// The scopes that a token has to have.
    pub scopes: &'static [&'static str],
}
