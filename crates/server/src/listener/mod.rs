//! Sockets: accepting connections, serving HTTP/1.1 and cleartext HTTP/2 on them within bounds, and stopping.

mod accept;
mod activity;
mod connection;
mod descriptors;
mod signals;
mod watched;

pub use accept::Listener;
pub(crate) use accept::connections_kept_back;
pub(crate) use signals::Signals;
