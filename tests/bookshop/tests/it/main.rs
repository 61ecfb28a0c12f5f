//! The bookshop over real sockets.

mod answers;
mod body;
mod constraints;
mod methods;
mod parameters;
mod security;
mod server;
