//! The server stub: what its templates print.

mod code;
mod content_enum;
mod dependency;
mod duplicate_routes;
mod event_enum;
mod files;
mod header;
mod helper;
mod imports;
mod library;
mod media;
mod modules;
mod operation;
mod package;
mod parameter;
mod path_pattern;
mod response;
mod response_body;
mod route;
mod security;
mod selection;
mod server;
mod tag;

pub use code::scalar;
pub use server::RustAxum;
