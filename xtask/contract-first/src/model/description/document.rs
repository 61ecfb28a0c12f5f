use super::operation::Operation;
use super::schemas::Schemas;
use super::security::SecurityScheme;

/// A document.
pub struct ApiDescription {
    /// `info.version`.
    pub version: String,
    /// The operations of `paths`, path by path in the document's order.
    pub operations: Vec<Operation>,
    /// The requests that the service sends (OpenAPI 3.1).
    pub webhooks: Vec<Webhook>,
    pub security_schemes: Vec<SecurityScheme>,
    /// Every schema that any part names.
    pub schemas: Schemas,
}

/// Requests that the service sends to one address that was agreed on elsewhere.
pub struct Webhook {
    pub name: String,
    pub operations: Vec<Operation>,
}
