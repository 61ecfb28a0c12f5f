use crate::document::Pointer;

/// An address where the API is served.
pub struct Server {
    pub at: Pointer,
    /// As the document writes it, variables in braces.
    pub url: String,
    pub variables: Vec<ServerVariable>,
}

/// A part of an address that the caller chooses.
pub struct ServerVariable {
    pub at: Pointer,
    pub name: String,
    pub default: String,
    /// The only values; any value when there is none.
    pub values: Vec<String>,
}
