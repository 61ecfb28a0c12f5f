//! The server stub: what its templates print.

mod code;
mod dependency;
mod duplicate_routes;
mod files;
mod header;
mod helper;
mod helper_modules;
mod imports;
mod library;
mod media;
mod modules;
mod operation;
mod package;
mod parameter;
mod path_pattern;
mod response;
mod route;
mod security;
mod selection;
mod server;
mod tag;
mod unread_rules;

pub use code::scalar;
pub use server::RustAxum;
