//! The server stub: what its templates print.

mod code;
mod duplicate_routes;
mod features;
mod files;
mod header;
mod helper;
mod imports;
mod media;
mod operation;
mod package;
mod parameter;
mod response;
mod route;
mod security;
mod server;
mod tag;

pub use code::scalar;
pub use server::RustAxum;
