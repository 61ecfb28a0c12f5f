//! What changed between two contracts, but for the values of schemas: operations, parameters, headers, bodies, responses, credentials,
//! servers, callbacks and webhooks.

mod body;
mod callbacks;
mod change;
mod code;
mod collected;
mod comparison;
mod content;
mod encodings;
mod headers;
mod matching;
mod media_range;
mod operation_name;
mod operations;
mod parameter_value;
mod parameters;
mod path;
mod responses;
mod role;
mod schema_view;
mod scheme;
mod security;
mod server_address;
mod servers;
mod sunset;
mod wire_text;

pub use change::{ChangeSide, ContractChange};
pub use code::{Code, ContractCode};
pub use comparison::differences;
pub use operation_name::OperationName;
