//! From a document to the model: the only place that interprets what OpenAPI and JSON Schema write.

mod body;
mod contract;
mod documentation;
mod encoding;
mod header_name;
mod media_type;
mod notes;
mod operation;
mod parameter;
mod reference;
mod response;
mod schema;
mod security;

pub use contract::contract;
pub use documentation::documentation;
pub use encoding::encodings;
pub use header_name::{is_framing, is_no_parameter, is_token};
pub use media_type::chosen;
pub use notes::Notes;
pub use reference::{refuse_target, resolve};
pub use schema::SchemaReader;
pub use security::{alternatives, schemes as security_schemes};
