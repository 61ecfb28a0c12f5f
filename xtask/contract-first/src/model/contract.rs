use super::operation::Operation;
use super::registry::TypeRegistry;
use super::security::SecurityScheme;

/// A contract as its callers see it.
pub struct Contract {
    pub info: Info,
    pub types: TypeRegistry,
    pub schemes: Vec<SecurityScheme>,
    /// Pairs of schemes of which every operation takes either one.
    pub exclusive: Vec<(usize, usize)>,
    pub operations: Vec<Operation>,
    /// The first server's URL without a trailing slash; `None` for one that is not an absolute URL.
    pub base: Option<String>,
}

/// What a contract says of itself.
pub struct Info {
    pub title: String,
    pub version: String,
    /// Markdown.
    pub description: String,
    /// SPDX identifier.
    pub license: Option<String>,
}
