//! What is particular to PostgreSQL.

mod connect;
mod error;
mod examine;
mod liveness;
mod server;

pub(crate) use connect::open;
pub use error::ServerError;
pub(crate) use examine::examine;
pub(crate) use server::Server;
