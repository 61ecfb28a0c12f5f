//! What is particular to PostgreSQL.

pub(crate) mod connect;
mod connection_health;
pub(crate) mod error;
pub(crate) mod examine;
pub(crate) mod pooling;
mod schema;
pub(crate) mod server;
