//! Sockets: accepting connections, serving HTTP/1.1 and cleartext HTTP/2 on them within bounds, and stopping.

mod accept;
mod activity;
mod connection;
mod descriptors;
mod open_connection;
mod signals;

pub(crate) use accept::Listener;
pub(crate) use descriptors::{max_connections, raise_limit, too_few_files};
pub(crate) use signals::Signals;
