//! The server stub: what its templates print.

mod code;
mod extension;
mod header;
mod media;
mod operation;
mod parameter;
mod response;
mod security;
mod server;
mod tag;

pub use code::{is_integer_type, scalar};
pub use server::RustAxum;
