//! What an OpenAPI document says, whole: every operation, media type, header, server, callback and webhook, and every keyword of a
//! schema, whether code is generated for it or not. References are followed; defaults are filled in; the dialects of OpenAPI 3.0 and
//! JSON Schema 2020-12 read alike. Two documents that mean the same differ in nothing but places and order.

mod body;
mod document;
mod operation;
mod parameter;
mod schema;
mod schemas;
mod security;
mod server;

pub use body::{Encoding, Header, MediaType, RequestBody, Response};
pub use document::{ApiDescription, Webhook};
pub use operation::{Callback, Operation};
pub use parameter::{Parameter, ParameterValue};
pub use schema::{
    ArrayKeywords, Bound, Contains, Discriminator, JsonType, NumberKeywords, ObjectKeywords,
    Schema, SchemaKeywords, StringKeywords, TypeSet,
};
pub use schemas::{SchemaId, Schemas};
pub use security::{OAuthFlow, SecurityRequirement, SecurityScheme, SecuritySchemeKind};
pub use server::{Server, ServerVariable};
