use super::operation::Operation;
use super::registry::TypeRegistry;
use super::security::SecurityScheme;
use super::server::Server;

/// A contract as its callers see it.
pub struct Contract {
    /// What it says of itself.
    pub info: Info,
    /// The types that have names.
    pub types: TypeRegistry,
    /// The security schemes that operations use.
    pub schemes: Vec<SecurityScheme>,
    /// In the order of the document.
    pub operations: Vec<Operation>,
    /// Names of requests that the service sends.
    pub webhooks: Vec<String>,
    /// The tags that the document describes.
    pub tags: Vec<Tag>,
    /// Where it is served.
    pub servers: Vec<Server>,
    /// The first server's URL without a trailing slash; `None` for one that is not an absolute URL.
    pub base: Option<String>,
}

/// A group of operations.
pub struct Tag {
    /// Its name.
    pub name: String,
    /// Markdown.
    pub description: String,
}

/// What a contract says of itself.
pub struct Info {
    /// `title`
    pub title: String,
    /// `version`
    pub version: String,
    /// Markdown.
    pub description: String,
    /// SPDX identifier.
    pub license: Option<String>,
}
