//! From a document to the model: the only place that interprets what OpenAPI and JSON Schema write.

mod body;
mod code_name;
mod contract;
mod default_value;
mod description;
mod dialect;
mod documentation;
mod encoding;
mod header;
mod header_name;
mod inheritance;
mod item_stream;
mod media_type;
mod operation;
mod parameter;
mod path;
mod reference;
mod response;
mod response_content;
mod schema;
mod security;
mod server;

pub use contract::{Reading, contract};
pub use description::description;
pub use header_name::is_token;
